from claims.flags import FLAGS
from claims.reading.open_questions import WANTED, wanted


def test_every_flag_says_what_is_missing():
    assert list(WANTED) == [flag.name for flag in FLAGS]
    assert wanted(FLAGS) == list(WANTED.values())
    assert all(sentence.endswith(".") for sentence in WANTED.values())
