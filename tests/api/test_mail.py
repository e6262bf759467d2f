"""Mails to people whose team has no channel in Slack."""

import base64

import pytest

from support.make import expect, make_asset, make_contract, make_team, make_user, object_schema, propose, publish, register, unique
from support.server import ServerFailed
from support.smtp import SmtpServer
from support.tls import Authority

FIRST, WIDER, BREAKING = object_schema(a="string"), object_schema(a="string", b="string"), object_schema(a="integer")


@pytest.fixture
def smtp():
    with SmtpServer() as running:
        yield running


def settings(smtp, **more):
    return {"SMTP_URL": smtp.url, "SMTP_FROM": "tessera@example.com", "SMTP_TLS": "off", "TESSERA_BASE_URL": "https://tessera.example", **more}


def make_reader(api, team_id):
    return make_user(api, team_id=team_id, email=f"{unique('reader')}@example.com")


def consumed(api):
    asset, team = make_asset(api), make_team(api)
    register(api, make_contract(api, asset, FIRST), team)
    return asset, team, make_reader(api, team["id"])


def test_who_is_told(start_server, smtp):
    api = start_server(settings=settings(smtp)).api()
    asset, team, user = consumed(api)
    optout = make_reader(api, team["id"])
    expect(api.patch(f"/users/{optout['id']}", json={"notification_preferences": {"email": False}}), 200)
    gone = make_reader(api, team["id"])
    assert api.delete(f"/users/{gone['id']}").status_code == 204
    make_reader(api, make_team(api)["id"])
    make_user(api, team_id=team["id"])  # without an address
    make_contract(api, asset, WIDER)  # of which nobody is told by mail
    proposal = propose(api, asset, object_schema(a="integer", b="string"))
    mail = smtp.next()
    assert mail.recipients == [f"RCPT TO:<{user['email']}>\r\n".encode()] and mail.sender.startswith(b"MAIL FROM:<tessera@example.com>") and mail.login is None
    message = mail.message
    assert (message["From"], message["To"]) == ("tessera@example.com", user["email"]) and message["Auto-Submitted"] == "auto-generated"
    assert message["Subject"] == f"[Tessera] Breaking change proposed for {asset['fqn']} v2.0.0" and message["Date"] and message["Message-ID"].endswith("@example.com>")
    assert message.get_content_type() == "text/plain" and proposal["breaking_changes"][0]["message"] in mail.text
    assert f"https://tessera.example/proposals/{proposal['id']}" in mail.text
    expect(api.post(f"/proposals/{proposal['id']}/acknowledge", json={"consumer_team_id": team["id"], "response": "blocked", "notes": "zu früh\n.\n\r\nBcc: x"}), 201)
    mail = smtp.next()
    assert mail.recipients == [f"RCPT TO:<{user['email']}>\r\n".encode()] and "Proposal blocked" in mail.message["Subject"]
    assert "> zu früh" in mail.text and mail.message["Bcc"] is None
    assert smtp.mails.empty()


def test_who_has_a_channel_gets_no_mail(start_server, smtp):
    api = start_server(settings=settings(smtp, SLACK_ENABLED=True, TESSERA_OUTBOUND_NETWORKS="127.0.0.1")).api()
    asset, team, _ = consumed(api)
    other = make_reader(api, make_team(api)["id"])
    register(api, expect(api.get(f"/assets/{asset['id']}/contracts"), 200)["results"][0], {"id": other["team_id"]})
    channel = {"team_id": team["id"], "channel_id": "C1", "webhook_url": "http://127.0.0.1:1/x"}
    expect(api.post("/slack/configs", json=channel), 201)
    propose(api, asset, BREAKING)
    assert smtp.next().recipients == [f"RCPT TO:<{other['email']}>\r\n".encode()]
    assert smtp.mails.empty()


def test_what_fails_is_tried_again(start_server, smtp):
    api = start_server(settings=settings(smtp, SMTP_USER="someone", SMTP_PASSWORD="a secret")).api()
    asset, _, _ = consumed(api)
    smtp.refusals = {"RCPT": [b"451 later"], "DATA": [b"421 not now"]}
    propose(api, asset, BREAKING)
    mail = smtp.next()
    assert base64.b64decode(mail.login) == b"\0someone\0a secret"
    assert asset["fqn"] in mail.message["Subject"]


def test_what_is_refused_for_good_holds_nobody_up(start_server, smtp):
    """And who is told of a publish by force is not told that something was published."""
    api = start_server(settings=settings(smtp, TESSERA_MAIL_EVENTS="contract.published,force.publish")).api()
    asset, _, user = consumed(api)
    smtp.refusals = {"RCPT": [b"550 nobody"]}
    expect(publish(api, asset, BREAKING, force=True, force_reason=unique("first")), 201)
    expect(publish(api, asset, FIRST, force=True, force_reason=(second := unique("second"))), 201)
    mail = smtp.next()
    assert second in mail.text and user["email"].encode() in mail.recipients[0]


def test_tls(start_server, tmp_path):
    authority = Authority(tmp_path)
    certificate = authority.sign("smtp", "IP:127.0.0.1")
    with SmtpServer(certificate=certificate) as smtp:
        api = start_server(settings=settings(smtp, SMTP_TLS="required", SMTP_CA_FILE=str(authority.file))).api()
        asset, _, _ = consumed(api)
        propose(api, asset, BREAKING)
        assert asset["fqn"] in smtp.next().message["Subject"]


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"SMTP_FROM": None}, "SMTP_FROM"),
        ({"SMTP_FROM": "no address"}, "SMTP_FROM"),
        ({"SMTP_FROM": "a@b\r\nBcc: c@d"}, "SMTP_FROM"),
        ({"SMTP_URL": "http://127.0.0.1"}, "SMTP_URL"),
        ({"SMTP_URL": "smtp://user:secret@127.0.0.1"}, "SMTP_URL"),
        ({"SMTP_TLS": "perhaps"}, "SMTP_TLS"),
        ({"TESSERA_MAIL_EVENTS": "proposal.created,proposal.eaten"}, "TESSERA_MAIL_EVENTS"),
    ],
)
def test_settings_that_do_not_fit(start_server, smtp, wrong, named):
    given = {name: value for name, value in settings(smtp, **wrong).items() if value is not None}
    with pytest.raises(ServerFailed) as failed:
        start_server(settings=given)
    assert named in str(failed.value) and "secret" not in str(failed.value)
