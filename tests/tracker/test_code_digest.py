from tracker.common.code_digest import code_digest


def test_any_change_of_code_changes_the_digest(tmp_path):
    file = tmp_path / "reading" / "claim_json.py"
    file.parent.mkdir()
    file.write_text('{"id": 1}')
    before = code_digest("reading", root=tmp_path)
    assert code_digest("reading/claim_json.py", root=tmp_path) == before

    file.write_text('{"id": 1, "note": ""}')
    changed = code_digest("reading", root=tmp_path)
    (file.parent / "added.py").touch()
    added = code_digest("reading", root=tmp_path)
    assert len({before, changed, added}) == 3
