from pathlib import Path

from attune.data_directory import embedded_password, read_or_make_secret
from attune.importing import tell
from attune_client import ImportCounts


def test_the_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    directory = tmp_path / "new" / "data"
    secret = read_or_make_secret(directory)
    assert len(bytes.fromhex(secret)) == 32
    assert read_or_make_secret(directory) == secret
    assert (directory / "secret.key").stat().st_mode & 0o777 == 0o600
    assert read_or_make_secret(tmp_path / "other") != secret


def test_the_superusers_password_is_not_the_secret(tmp_path: Path) -> None:
    secret = read_or_make_secret(tmp_path)
    assert secret not in embedded_password(secret)
    assert embedded_password(secret) == embedded_password(secret)


def test_the_line_of_counts_and_the_first_rejects() -> None:
    rejects = tuple({"line": line, "code": "row_width", "message": "the row has 2 cells"} for line in range(2, 40))
    lines = tell(ImportCounts(7, 1, 38, rejects)).splitlines()
    assert lines[0] == "7 accepted, 1 duplicates, 38 rejected"
    assert lines[1] == "  line 2: the row has 2 cells [row_width]"
    assert len(lines) == 11
