"""Evidence can be sealed: what was changed, added or taken away since is named, and only the named key counts."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command import run
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa

PEM = serialization.Encoding.PEM


def keys(folder: Path, name: str) -> tuple[Path, Path]:
    key = ed25519.Ed25519PrivateKey.generate()
    private, public = folder / f"{name}.pem", folder / f"{name}.pub.pem"
    private.write_bytes(key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    public.write_bytes(key.public_key().public_bytes(PEM, serialization.PublicFormat.SubjectPublicKeyInfo))
    return private, public


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("evidence/more").mkdir(parents=True)
    Path("evidence/a.warc.gz").write_bytes(b"a" * 5_000_000)
    Path("evidence/more/b.cdxj").write_bytes(b"b")
    Path("report.json").write_bytes(b"{}")
    keys(tmp_path, "own")
    keys(tmp_path, "other")
    return tmp_path


def verified(target: str, key: str = "own.pub.pem") -> tuple[int, list[str]]:
    ran = run("seal", target, "--verify", "--key", key)
    return ran.status, (ran.out or ran.err).splitlines()


@pytest.mark.parametrize("target", ["report.json", "evidence", "evidence/"])
def test_what_was_sealed_and_not_touched_is_unchanged(here: Path, target: str) -> None:
    assert run("seal", target, "--key", "own.pem").status == 0
    status, said = verified(target)
    assert status == 0
    assert "unchanged since 20" in said[0]
    assert verified(target, "own.pem")[0] == 0, "a private key has its public one"
    assert run("seal", target, "--key", "own.pem").status == 0, "a seal is made again"


CHANGES = {
    "a.warc.gz: was changed": lambda: Path("evidence/a.warc.gz").write_bytes(b"a" * 4_999_999 + b"b"),
    "more/b.cdxj: is missing": lambda: Path("evidence/more/b.cdxj").unlink(),
    "more/c: was added": lambda: Path("evidence/more/c").write_bytes(b""),
    ".hidden: was added": lambda: Path("evidence/.hidden").write_bytes(b""),
    "link: was added": lambda: Path("evidence/link").symlink_to("/etc"),
}


@pytest.mark.parametrize("told", CHANGES)
def test_every_change_is_named(here: Path, told: str) -> None:
    run("seal", "evidence", "--key", "own.pem")
    CHANGES[told]()
    assert verified("evidence") == (1, [told])


def test_a_file_that_became_a_link_to_the_same_bytes_is_changed(here: Path) -> None:
    run("seal", "evidence", "--key", "own.pem")
    Path("evidence/more/b.cdxj").rename("elsewhere")
    Path("evidence/more/b.cdxj").symlink_to("../../elsewhere")
    assert verified("evidence") == (1, ["more/b.cdxj: was changed"])


def test_several_changes_are_all_named(here: Path) -> None:
    run("seal", "evidence", "--key", "own.pem")
    for change in CHANGES.values():
        change()
    assert sorted(verified("evidence")[1]) == sorted(CHANGES)


def test_a_folder_that_cannot_be_listed_is_not_left_out(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    def closed(path: str) -> object:
        if Path(path).name == "more":
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", closed)
    ran = run("seal", "evidence", "--key", "own.pem")
    assert ran.status == 2
    assert "evidence/more: the folder cannot be read" in ran.err
    assert not Path("evidence/citecheck-seal.json").exists()


def test_a_seal_of_another_key_is_none(here: Path) -> None:
    run("seal", "report.json", "--key", "other.pem")
    status, said = verified("report.json")
    assert status == 1
    assert "not by this key" in said[0]


@pytest.mark.parametrize("field", ["made", "files", "algorithm", "signature", "citecheck_seal", "new"])
def test_a_manifest_that_was_changed_is_told(here: Path, field: str) -> None:
    run("seal", "report.json", "--key", "own.pem")
    path = Path("report.json.seal.json")
    words = json.loads(path.read_bytes())
    words[field] = {"report.json": "0" * 64} if field == "files" else "AAAA"
    path.write_text(json.dumps(words))
    assert verified("report.json")[0] == 1


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"files": 1, "signature": 2}', b"\xff", b'{"files": {"a": 1}}'])
def test_a_damaged_manifest_is_told(here: Path, body: bytes) -> None:
    Path("report.json.seal.json").write_bytes(body)
    status, said = verified("report.json")
    assert status == 1
    assert "damaged" in said[0]


def test_the_layout_of_the_manifest_does_not_matter(here: Path) -> None:
    run("seal", "report.json", "--key", "own.pem")
    path = Path("report.json.seal.json")
    path.write_text(json.dumps(json.loads(path.read_bytes()), sort_keys=True))
    assert verified("report.json")[0] == 0


@pytest.mark.parametrize("key", ["none.pem", "report.json", "rsa.pem", "own.pub.pem"])
def test_a_key_that_cannot_sign_is_a_mistake_in_the_call(here: Path, key: str) -> None:
    made = rsa.generate_private_key(65537, 2048)
    pkcs8 = serialization.PrivateFormat.PKCS8
    Path("rsa.pem").write_bytes(made.private_bytes(PEM, pkcs8, serialization.NoEncryption()))
    ran = run("seal", "report.json", "--key", key)
    assert ran.status == 2
    assert not Path("report.json.seal.json").exists()


def test_an_encrypted_key_takes_its_password_from_the_environment(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = ed25519.Ed25519PrivateKey.generate()
    locked = serialization.BestAvailableEncryption(b"open")
    Path("locked.pem").write_bytes(key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, locked))
    assert run("seal", "report.json", "--key", "locked.pem").status == 2
    monkeypatch.setenv("CITECHECK_KEY_PASSWORD", "wrong")
    assert run("seal", "report.json", "--key", "locked.pem").status == 2
    monkeypatch.setenv("CITECHECK_KEY_PASSWORD", "open")
    ran = run("seal", "report.json", "--key", "locked.pem")
    assert ran.status == 0
    assert "open" not in ran.out + ran.err


def test_what_cannot_be_sealed_is_told(here: Path) -> None:
    Path("empty").mkdir()
    assert run("seal", "empty", "--key", "own.pem").status == 2
    assert run("seal", "nothing", "--key", "own.pem").status == 2
    assert verified("report.json")[0] == 2, "there is no seal"
    Path("evidence/link").symlink_to("/etc")
    assert run("seal", "evidence", "--key", "own.pem").status == 2
    Path("evidence/link").unlink()
    Path("own.pem").rename("evidence/own.pem")
    assert run("seal", "evidence", "--key", "evidence/own.pem").status == 2


def test_a_file_that_is_gone_is_missing(here: Path) -> None:
    run("seal", "report.json", "--key", "own.pem")
    Path("report.json").unlink()
    assert verified("report.json") == (1, ["report.json: is missing"])


def test_a_seal_replaces_no_file_of_others(here: Path) -> None:
    Path("report.json.seal.json").write_text("mine")
    assert run("seal", "report.json", "--key", "own.pem").status == 2
    assert Path("report.json.seal.json").read_text() == "mine"


def test_without_the_extra_the_way_out_is_named(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives", None)
    ran = run("seal", "report.json", "--key", "own.pem")
    assert ran.status == 2
    assert "citecheck-audit[seal]" in ran.err


def test_other_commands_load_no_cryptography() -> None:
    code = (
        "import sys, citecheck.cli.main, citecheck.cli.audit, citecheck.cli.seal; print('cryptography' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "False"
