"""Settings: what overrides what, and that a mistake is named with its remedy."""

import pytest

from citecheck.errors import SettingsError
from citecheck.settings import (
    EvidenceSettings,
    Settings,
    WebSettings,
    fingerprint,
    load_settings,
    setting_names,
    validated,
)


def write(tmp_path, text):
    path = tmp_path / "citecheck.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_flags_override_the_environment_which_overrides_the_file(tmp_path):
    path = write(tmp_path, "[web]\nretries = 1\nbackoff = 0.5\nthreads = 3\n")
    environment = {"CITECHECK_WEB_BACKOFF": "0.25", "CITECHECK_WEB_THREADS": "5"}

    settings = load_settings(path, environment=environment, overrides={"web": {"threads": 7}})

    assert (settings.web.retries, settings.web.backoff, settings.web.threads) == (1, 0.25, 7)


def test_an_unknown_key_names_the_nearest_known_one(tmp_path):
    with pytest.raises(SettingsError, match=r"unknown setting `web\.retires`; did you mean `web\.retries`\?"):
        load_settings(write(tmp_path, "[web]\nretires = 1\n"))


def test_a_key_in_the_wrong_table_names_the_right_one(tmp_path):
    with pytest.raises(SettingsError, match=r"unknown setting `user_agent`; did you mean `web\.user_agent`\?"):
        load_settings(write(tmp_path, 'user_agent = "x"\n'))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[web]\nretries = -1\n", r"`web\.retries`: must be a whole number, at least 0;"),
        ("[web]\nretries = 'two'\n", r"`web\.retries`: must be a whole number, not text;"),
        (
            "[nightly]\ncache_megabytes = 2000000\n",
            r"`nightly\.cache_megabytes`: must be a whole number, at most 1,000,000;",
        ),
        ("[web]\nbackoff = 301\n", r"`web\.backoff`: must be a number, at most 300;"),
        ("[web]\nread_timeout = 0\n", r"`web\.read_timeout`: must be a number, more than 0;"),
        ("[web]\ncontact = 3\n", r"`web\.contact`: must be text, not a whole number;"),
        ("[web]\nbrowser = 'sometimes'\n", r"`web\.browser`: must be one of auto, never, always, not 'sometimes';"),
        ("[report]\nformats = 'a'\n", r"`report\.formats`: must be a list, not text;"),
        ("offline = 'yes'\n", r"`offline`: must be true or false, not text;"),
        ("web = 3\n", r"`web` is a table"),
        ("[web\n", "not valid TOML"),
    ],
)
def test_a_value_out_of_range_names_its_key_and_range(tmp_path, text, message):
    with pytest.raises(SettingsError, match=message):
        load_settings(write(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[web]\ncanary = 'example.com'\n", r"`web\.canary`: 'example\.com' is not an http or https address"),
        ("[web]\ncanary = 'https://'\n", r"`web\.canary`: 'https://' is not"),
        ("[web]\ncanary = 'http://['\n", r"`web\.canary`: 'http://\[' is not"),
        ("[archives]\nwayback = 'web.archive.org'\n", r"`archives\.wayback`: 'web\.archive\.org' is not"),
        ("[archives]\ntimegates = ['arquivo.pt']\n", r"`archives\.timegates`: 'arquivo\.pt' is not"),
        ("[archives]\ntimegates = ['https://a.test/ b']\n", r"`archives\.timegates`: 'b' is not"),
        ("[archives]\ntimegates = ['']\n", r"`archives\.timegates`: '' is not"),
        ("[archives]\ntimegates = ['https://a.test/ https://b.test/ https://c.test/']\n", "more than two addresses"),
    ],
)
def test_an_address_that_cannot_be_asked_is_an_error(tmp_path, text, message):
    with pytest.raises(SettingsError, match=message):
        load_settings(write(tmp_path, text))


def test_addresses_may_be_empty_or_two_for_one_archive(tmp_path):
    text = "[web]\ncanary = ''\n[archives]\nwayback = ''\ntimegates = ['https://a.test/ HTTP://b.test:8080/map']\n"

    assert load_settings(write(tmp_path, text)).archives.timegates == ("https://a.test/ HTTP://b.test:8080/map",)


def test_a_missing_file_says_how_to_make_one(tmp_path):
    with pytest.raises(SettingsError, match="citecheck init"):
        load_settings(tmp_path / "nowhere.toml")


@pytest.mark.parametrize("raw", ["maybe", "2"])
def test_a_malformed_switch_in_the_environment_is_an_error(raw):
    with pytest.raises(SettingsError, match=r"`web\.respect_robots` must be yes or no"):
        load_settings(environment={"CITECHECK_WEB_RESPECT_ROBOTS": raw})


def test_lists_in_the_environment_are_written_with_commas():
    settings = load_settings(environment={"CITECHECK_WEB_ALLOW_ADDRESSES": "127.0.0.0/8, ::1/128"})

    assert settings.web.allow_addresses == ("127.0.0.0/8", "::1/128")


def test_the_defaults_are_settings_that_a_file_could_give():
    assert validated(Settings()) == Settings() == load_settings(overrides={}, environment={"HOME": "/"})


def test_other_variables_with_the_prefix_are_no_settings():
    assert load_settings(environment={"CITECHECK_DATA": "/somewhere"}) == Settings()


def test_the_fingerprint_tells_settings_apart_but_not_where_evidence_is_kept():
    plain = fingerprint(Settings())

    assert fingerprint(Settings(evidence=EvidenceSettings(record="a.warc.gz"))) == plain
    assert fingerprint(Settings(web=WebSettings(contact="me@example.org"))) == plain
    assert fingerprint(Settings(web=WebSettings(retries=9))) != plain


def test_every_setting_says_what_it_is():
    import msgspec

    def described(struct):
        schema = msgspec.json.schema(struct)
        for definition in schema["$defs"].values():
            for name, prop in definition["properties"].items():
                if "$ref" not in str(prop):
                    yield f"{definition['title']}.{name}", prop.get("description")

    missing = [name for name, description in described(Settings) if not description]

    assert missing == []
    assert "web.user_agent" in setting_names()


@pytest.mark.parametrize("name", ["user_agent", "contact"])
@pytest.mark.parametrize(
    "value", ["a\r\nX-Other: b", "a\nb", "a\tb", "a\x00b", " a", "a ", "\u0431\u043e\u0442", "bot \u2013 x"]
)
def test_words_that_no_header_can_hold_are_refused(name, value):
    with pytest.raises(SettingsError, match=f"web.{name}.*cannot be sent"):
        load_settings(overrides={"web": {name: value}})


@pytest.mark.parametrize("value", ["", "bot@example.org", "M\u00fcller (https://example.org/)", "a/1.0 (+b; c)"])
def test_words_that_a_header_can_hold_are_kept(value):
    assert load_settings(overrides={"web": {"contact": value}}).web.contact == value
