"""The encoding of a document: recognised, named by --encoding or encoding=, or refused with one line."""

import pytest
from command import run

import citecheck
from citecheck.errors import CitecheckError

BODY = "Мост.[1]\n\nReferences\n\n1. Холм.\n".encode("koi8-r")


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "short.txt"
    path.write_bytes(BODY)
    return path


@pytest.mark.parametrize("command", [("read",), ("audit", "--offline")])
def test_a_text_too_short_to_be_recognised_is_one_line_and_status_2(document, command):
    ran = run(*command, document)

    assert ran.status == 2
    assert [line for line in ran.err.splitlines() if line] == [
        f"citecheck: error: {document}: its encoding is not certain; name it (--encoding NAME), "
        "or save the document as UTF-8."
    ]


def test_the_encoding_is_named(document):
    assert "Мост." in run("read", document, "--encoding", "koi8-r").out
    assert "Холм" in run("audit", document, "--offline", "--encoding", "koi8-r", "--format", "json").out
    assert "Мост." in run("read", "-", "--encoding", "koi8-r", stdin=BODY).out


@pytest.mark.parametrize("name", ["klingon", "rot13", "utf-8"])
def test_a_wrong_name_is_one_line_that_says_what_to_do(document, name):
    ran = run("read", document, "--encoding", name)

    assert ran.status == 2
    assert "name one, for instance" in ran.err or "name another encoding" in ran.err
    assert "Traceback" not in ran.err


def test_the_encoding_in_python():
    assert citecheck.read(BODY, name="a.txt", encoding="koi8-r").references[0].text == "Холм."
    assert citecheck.audit(BODY, encoding="koi8-r", offline=True).document.references[0].text == "Холм."
    with pytest.raises(CitecheckError, match="not certain"):
        citecheck.read(BODY, name="a.txt")
