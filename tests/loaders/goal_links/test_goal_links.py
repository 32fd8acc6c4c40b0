"""Goal links: strong and weak ones apart; from the provision where there is one."""

import pytest

from dutygraph.errors import StructureError
from dutygraph.namespaces import digest, thing

HEADER = "instrument_id,provision,provision_id,sdg_id,sdg_level,source_url,confidence,notes\n"


def link(*key):
    return thing("goal-link", digest(*key))


def test_every_row_is_loaded_or_reported(read_real):
    reading = read_real("goal_links")
    assert len(reading.rows) == 127
    assert reading.lost() == []
    assert reading.issues == []


def test_weak_links_are_of_another_class(read_real):
    reading = read_real("goal_links")
    assert reading.count("WeakGoalLink") == 69
    assert reading.count("GoalLink") == 127 - 69


def test_an_article_without_a_row_is_linked_from_its_instrument(read_real):
    reading, article = read_real("goal_links"), link("udhr", "art. 3", "16.1")
    assert reading.values(article, "fromInstrument") == {"instrument/udhr"}
    assert reading.values(article, "article") == {"art. 3"}
    assert reading.values(article, "goal") == {"http://metadata.un.org/sdg/16.1"}


def test_a_whole_instrument_has_no_article(read_real):
    reading, whole = read_real("goal_links"), link("ilo-c156", "whole convention", "5.4")
    assert reading.values(whole, "fromInstrument") == {"instrument/ilo-c156"}
    assert reading.values(whole, "article") == set()


def test_a_listed_provision_is_linked_itself(read_real):
    reading, article = read_real("goal_links"), link("cedaw", "art. 11", "5")
    assert reading.values(article, "fromProvision") == {"provision/cedaw/art-11"}
    assert reading.values(article, "fromInstrument") == set()


def test_an_indicator_is_linked_under_its_permanent_code(read_real):
    indicator = link("paris-principles", "whole text", "16.a.1")
    assert read_real("goal_links").values(indicator, "goal") == {"http://metadata.un.org/sdg/C160a01"}


def test_an_unknown_goal_leaves_the_row_out_and_names_the_nearest(read_with):
    text = HEADER + "cedaw,art. 11,cedaw/art-11,5.22,target,,high,\n"
    reading = read_with("goal_links", {"goal_links.csv": text})
    unknown, left_out = reading.issues
    assert (unknown.file, unknown.row, unknown.value) == ("goal_links.csv", 2, "5.22")
    assert "nearest" in unknown.repair
    assert "known goal" in left_out.problem
    assert reading.triples == set()


def test_a_link_listed_twice_stops_the_source(read_with):
    row = "cedaw,art. 11,cedaw/art-11,5,goal,,high,\n"
    with pytest.raises(StructureError, match=r"goal_links.csv, row 3"):
        read_with("goal_links", {"goal_links.csv": HEADER + row * 2})


def test_a_missing_column_stops_the_source(read_with):
    with pytest.raises(StructureError, match=r"missing columns: \['sdg_level'\]"):
        read_with("goal_links", {"goal_links.csv": HEADER.replace("sdg_level,", "")})
