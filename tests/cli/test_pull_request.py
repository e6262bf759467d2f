"""A whole pull request in a repository: broken, checked, proposed, answered by two teams, checked again, published."""

import subprocess
import uuid

OLD = "type: object\nproperties:\n  id: {type: integer}\n  email: {type: string}\nrequired: [id]\n"


def git(folder, *words):
    subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *words], cwd=folder, check=True, capture_output=True)


def test_pull_request(online):
    mark = uuid.uuid4().hex[:10]
    folder = online.folder / "repository"
    asset = f"lake.pr{mark}.invoices"
    for name in ("billing", "search", "ml"):
        online("team", "create", f"{name}-{mark}")
    online("asset", "create", asset, "-t", f"billing-{mark}")
    online.write("repository/schemas/invoices.yaml", OLD)
    online.write("repository/tessera.yaml", f"version: 1\ncontracts:\n  - files: schemas/*.yaml\n    asset: lake.pr{mark}.{{name}}\n")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "The contract")
    online("contract", "publish", "-a", asset, "-s", "schemas/invoices.yaml", "-t", f"billing-{mark}", "-v", "1.0.0", folder=folder)
    for name in ("search", "ml"):
        online("register", "-a", asset, "-t", f"{name}-{mark}")

    git(folder, "checkout", "-qb", "drop-email")
    online.write("repository/schemas/invoices.yaml", OLD.replace("  email: {type: string}\n", ""))
    git(folder, "commit", "-qam", "Drop the address")
    fork = online("check", "--against", "git:main", "-o", "github", folder=folder, status=1, TESSERA_URL="http://127.0.0.1:1")
    assert fork.out.startswith("::error file=schemas/invoices.yaml,line=2,col=1,title=property_removed ")
    check = online("check", folder=folder, status=1).out
    assert f"Read by: ml-{mark}, search-{mark}" in check or f"Read by: search-{mark}, ml-{mark}" in check

    words = ("propose", asset, "-s", "schemas/invoices.yaml", "-t", f"billing-{mark}", "-r", "nobody reads it", "-o", "json")
    identity = online(*words, folder=folder).json()["proposal"]["id"]
    assert online(*words, folder=folder).json()["proposal"]["id"] == identity  # run again
    assert f"Proposal {identity} is pending, waiting for" in online("check", folder=folder, status=1).out
    online("proposal", "acknowledge", identity, "-t", f"search-{mark}")
    assert f"waiting for ml-{mark}" in online("check", folder=folder, status=1).out
    online("proposal", "acknowledge", identity, "-t", f"ml-{mark}", "-r", "migrating", "--deadline", "2999-01-01")
    agreed = online("check", folder=folder).out
    assert f"Approved by proposal {identity}, agreed by " in agreed and f"search-{mark}" in agreed and f"ml-{mark}" in agreed
    assert online("can-publish", asset, "-s", "schemas/invoices.yaml", folder=folder).out.startswith("yes")
    assert online("contract", "publish", "-a", asset, "-s", "schemas/invoices.yaml", "-t", f"billing-{mark}", folder=folder).out.startswith("Published contract: v2.0.0")
    assert "unchanged" in online("check", folder=folder).out
