from claims.reading.what_is_missing import WANTED, wanted
from claims.rules.flags import FLAGS


def test_every_flag_says_what_is_missing():
    assert list(WANTED) == [flag.name for flag in FLAGS]
    assert wanted(FLAGS) == list(WANTED.values())
    assert all(sentence.endswith(".") for sentence in WANTED.values())
