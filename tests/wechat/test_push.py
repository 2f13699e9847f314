"""Pushing articles: each entry and version once, whatever happens on the way; no secret in anything shown."""

from __future__ import annotations

import json
import random
import stat
from collections import Counter
from pathlib import Path

import pytest

from sitegen.diagnostics import MachineError
from sitegen.diagnostics.show import message
from sitegen.wechat.api import Account, LostAnswer, WeChatClient, account_from
from sitegen.wechat.journal import KeptJournal, alone, state_folder
from sitegen.wechat.limits import ArticleFiles, read_articles
from sitegen.wechat.pushing import Push, Pushed, planned
from tests.support.process import RunCli
from tests.wechat.fake import APP_ID, SECRET, Crash, FakeWeChat

PNG = b"\x89PNG\r\n\x1a\n"


def write_article(folder: Path, name: str, text: str = "正文") -> None:
    place = folder / name
    place.mkdir(parents=True, exist_ok=True)
    facts = {
        "entry": f"project/{name}",
        "locale": "zh",
        "title": f"项目 {name}",
        "author": "小城投资促进局",
        "digest": "摘要",
        "content_source_url": f"https://invest.example.org/zh/projects/{name}/",
        "content": "article.html",
        "cover": "cover.png",
        "pictures": ["qr.png", "map.png"],
    }
    (place / "article.json").write_text(json.dumps(facts), "utf-8")
    html = f'<section><p>{text}</p><img src="map.png"><img src="qr.png"></section>'
    (place / "article.html").write_text(html, "utf-8")
    (place / "cover.png").write_bytes(PNG + b"cover of all")
    (place / "qr.png").write_bytes(PNG + name.encode())
    (place / "map.png").write_bytes(PNG + b"the map that all have")


class Office:
    """A person who pushes again and again, each time in a new process."""

    def __init__(self, fake: FakeWeChat, folder: Path) -> None:
        self.fake, self.content, self.state = fake, folder / "articles", folder / "state"
        self.said: list[str] = []
        self.told: list[Pushed] = []

    def push(self, *, publish: bool = False) -> list[str] | None:
        """What has been done; None where the run ended before its time."""
        client = WeChatClient(
            Account(APP_ID, SECRET), self.state, self.fake.transport, sleep=lambda seconds: None
        )
        journal = KeptJournal(self.state)
        try:
            done = Push(client, journal, self.told.append).run(self.articles(), publish=publish)
        except MachineError as error:
            self.said += [message(error.diagnostic, lang) for lang in ("zh", "en")] + [repr(error)]
            return None
        except Crash:
            return None
        return [f"{one.outcome} {one.article.entry.partition('/')[2]}" for one in done]

    def articles(self) -> list[ArticleFiles]:
        return read_articles(self.content)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(FakeWeChat(), tmp_path)


def test_an_article_becomes_a_draft_and_then_is_left_alone(office: Office) -> None:
    write_article(office.content, "a")
    write_article(office.content, "b")
    assert office.push() == ["add a", "add b"]
    drafts = list(office.fake.box.values())
    assert [draft["title"] for draft in drafts] == ["项目 a", "项目 b"]
    assert all(draft["article_type"] == "news" and draft["author"] == "小城投资促进局" for draft in drafts)
    for draft in drafts:
        shown = {part.partition('"')[0] for part in draft["content"].split('src="')[1:]}
        assert shown <= office.fake.pictures
        assert len(shown) == 2
    # The map and the cover that both have were uploaded once, each QR code once.
    assert Counter(office.fake.calls)["media/uploadimg"] == 3
    assert Counter(office.fake.calls)["material/add_material"] == 1
    office.fake.calls.clear()
    assert office.push() == ["unchanged a", "unchanged b"]
    assert office.fake.calls == []


def test_a_new_version_replaces_its_draft_and_is_a_new_one_when_that_has_been_sent(office: Office) -> None:
    write_article(office.content, "a")
    office.push()
    write_article(office.content, "a", "改过的正文")
    assert office.push() == ["update a"]
    ((media_id, draft),) = office.fake.box.items()
    assert "改过的正文" in draft["content"]
    office.fake.box.pop(media_id)  # a person has published it
    assert office.push() == ["unchanged a"]
    write_article(office.content, "a", "又改了")
    assert office.push() == ["add a"]
    assert len(office.fake.box) == 1


def test_drafts_are_found_again_when_the_journal_is_lost(office: Office) -> None:
    for number in range(45):  # more than two pages of the box
        write_article(office.content, f"p{number:02}")
    office.push()
    (office.state / "journal.json").unlink()
    write_article(office.content, "p07", "新版本")
    done = office.push()
    assert done is not None
    assert Counter(line.partition(" ")[0] for line in done) == {"unchanged": 44, "update": 1}
    assert max(Counter(office.fake.addresses()).values()) == 1


@pytest.mark.parametrize("fault", ["lost", "truncated", "crash"])
@pytest.mark.parametrize("call", ["draft/add", "material/add_material"])
def test_what_was_stored_before_the_answer_was_lost_is_not_stored_again(
    office: Office, monkeypatch: pytest.MonkeyPatch, fault: str, call: str
) -> None:
    write_article(office.content, "a")
    once = [fault]
    monkeypatch.setattr(
        office.fake, "_fault", lambda: once.pop() if once and office.fake.calls[-1] == call else ""
    )
    if office.push() is None:
        office.push()
    assert not once
    assert len(office.fake.box) == 1
    assert len(office.fake.library) == (2 if (fault, call) == ("crash", "material/add_material") else 1)


def test_publishing_is_asked_for_and_done_once(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    write_article(office.content, "a")
    office.push()
    assert not office.fake.published
    once = ["lost"]
    submit = "freepublish/submit"
    monkeypatch.setattr(
        office.fake, "_fault", lambda: once.pop() if once and office.fake.calls[-1] == submit else ""
    )
    assert office.push(publish=True) == ["unchanged a", "publish a"]
    assert office.push(publish=True) == ["unchanged a"]
    assert len(office.fake.published) == 1


def test_a_token_is_kept_for_this_account_alone_and_renewed(office: Office) -> None:
    write_article(office.content, "a")
    office.push()
    kept = office.state / "token.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE((office.state / "journal.json").stat().st_mode) == 0o600
    assert SECRET not in kept.read_text("utf-8")
    assert Counter(office.fake.calls)["stable_token"] == 1
    office.fake.next_fault = "expired"
    write_article(office.content, "a", "二")
    assert office.push() == ["update a"]
    # A token that WeChat itself hands out and then refuses is forced anew once.
    office.fake.tokens[-1:] = ["TOKEN-other"]
    write_article(office.content, "a", "三")
    assert office.push() == ["update a"]


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("40164", ("203.0.113.7", "IP白名单")),
        ("45009", ("quota", "明天")),
    ],
)
def test_refusals_are_told_in_words_without_what_wechat_repeats_of_keys(
    office: Office, fault: str, words: tuple[str, ...]
) -> None:
    write_article(office.content, "a")
    office.push()
    write_article(office.content, "b")
    office.fake.next_fault = fault
    assert office.push() is None
    said = "\n".join(office.said)
    assert all(word in said for word in (*words, fault))
    assert SECRET not in said
    assert not any(token in said for token in office.fake.tokens)
    assert office.push() == ["unchanged a", "add b"]


def test_a_wrong_secret_is_told(office: Office) -> None:
    write_article(office.content, "a")
    client = WeChatClient(Account(APP_ID, "wrong-secret"), office.state, office.fake.transport)
    with pytest.raises(MachineError) as refused:
        Push(client, KeptJournal(office.state), office.told.append).run(office.articles())
    assert "40125" in message(refused.value.diagnostic, "en")
    assert "wrong-secret" not in message(refused.value.diagnostic, "en") + repr(refused.value)
    assert "wrong-secret" not in repr(Account(APP_ID, "wrong-secret"))


def test_keys_come_from_the_environment_alone() -> None:
    with pytest.raises(MachineError) as missing:
        account_from({"SITEGEN_WECHAT_APPID": APP_ID})
    assert missing.value.diagnostic.code == "E_WECHAT_KEYS"
    assert account_from({"SITEGEN_WECHAT_APPID": APP_ID, "SITEGEN_WECHAT_SECRET": SECRET}).secret == SECRET
    assert APP_ID not in str(state_folder(APP_ID))


def test_an_article_over_the_limits_is_not_sent(office: Office) -> None:
    write_article(office.content, "a", "字" * 20_000)
    assert office.push() is None
    assert office.fake.calls == []
    assert "20000" in office.said[0]


def test_a_dry_run_tells_and_asks_nobody(office: Office) -> None:
    write_article(office.content, "a")
    write_article(office.content, "b")
    office.push()
    write_article(office.content, "b", "新")
    write_article(office.content, "c")
    office.fake.calls.clear()
    told = planned(KeptJournal(office.state).known, office.articles())
    assert [one.outcome for one in told] == ["unchanged", "update", "add"]
    assert office.fake.calls == []


def test_no_answer_at_all_ends_the_run(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    write_article(office.content, "a")
    monkeypatch.setattr(office.fake, "_fault", lambda: "time-out")
    assert office.push() is None
    assert "a" in office.said[0]
    client = WeChatClient(
        Account(APP_ID, SECRET), office.state, office.fake.transport, sleep=lambda seconds: None
    )
    with pytest.raises(LostAnswer):
        list(client.drafts())


def test_one_push_at_a_time_and_nothing_is_left_of_one_that_was_killed(office: Office) -> None:
    with alone(office.state):
        left = [office.state / name for name in ("token.json.0f1e2d3c4b5a", "journal.json.0f1e2d3c4b5a")]
        for one in left:
            one.write_text("TOKEN", "utf-8")
        with pytest.raises(MachineError) as refused, alone(office.state, patience=0):
            pytest.fail("a second push ran beside the first")
        assert refused.value.diagnostic.code == "E_WECHAT_BUSY"
    assert stat.S_IMODE(office.state.stat().st_mode) == 0o700
    (office.state / "journal.json").write_bytes(b"{}")
    with alone(office.state):
        assert {path.name for path in office.state.iterdir()} == {"journal.json", "push.lock"}


def test_a_box_that_only_seems_empty_gets_no_draft_twice(office: Office) -> None:
    """Something in between answers in WeChat's place when the journal is lost."""
    write_article(office.content, "a")
    assert office.push() == ["add a"]
    (office.state / "journal.json").unlink()
    real = office.fake.draft_batchget
    for odd in ({}, {"total_count": 1}, {"total_count": 1, "item": []}):
        office.fake.draft_batchget = lambda request, odd=odd: odd  # type: ignore[method-assign,misc]
        assert office.push() is None
    office.fake.draft_batchget = real  # type: ignore[method-assign]
    assert office.push() == ["unchanged a"]
    assert len(office.fake.box) == 1


def test_a_thousand_faults_make_no_draft_twice_and_show_no_secret(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    rng = random.Random(20260101)
    faults, runs, seed = 0, 0, 0
    said: list[str] = []
    while faults < 1000:
        seed += 1
        office = Office(FakeWeChat(seed, share=0.25), tmp_path / str(seed))
        for version in range(3):
            for name in "abcde":
                if version == 0 or rng.random() < 0.5:
                    write_article(office.content, name, f"第 {version} 版 {rng.random()}")
            for attempt in range(60):
                runs += 1
                if attempt == 50:
                    office.fake.share = 0.0
                if office.push() is not None:
                    break
            else:
                pytest.fail("never came through")
            assert sorted(office.fake.addresses()) == sorted(
                article.content_source_url for article in office.articles()
            )
            for article in office.articles():
                (draft,) = [d for d in office.fake.box.values() if d["title"] == article.title]
                assert article.html.partition("<img")[0] in draft["content"]
        faults += office.fake.injected
        said += office.said
        known = {path.name for path in office.state.iterdir()}
        assert known == {"token.json", "journal.json"}
    shown = "\n".join(said) + caplog.text + "".join(capfd.readouterr())
    assert runs > 100
    assert said
    assert SECRET not in shown
    assert "-secret" not in shown


def test_the_command_says_what_is_missing(tmp_path: Path, run_cli: RunCli) -> None:
    from tests.support.minisite import write_mini_site

    root = write_mini_site(tmp_path / "site", {})
    told = run_cli("wechat", "push", "--now", "2026-01-15", "--lang", "en", "--dry-run", cwd=root)
    assert told.returncode == 0, "what would be done can be told without an account"
    assert "Nothing was sent." in told.stdout + told.stderr
    done = run_cli("wechat", "push", "--now", "2026-01-15", "--lang", "en", cwd=root)
    assert done.returncode == 3
    assert "E_WECHAT_KEYS" in done.stdout + done.stderr
