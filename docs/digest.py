"""`python -m docs.digest`: write the digests of the schemas that come with the program anew."""

from __future__ import annotations

from tei.relaxng import digest, load
from tei.resources import data


def main() -> None:
    """Write the digest of each schema beside it."""
    for name in ("edition", "tei_all"):
        path = data("schema", f"{name}.rng")
        path.with_suffix(".digest").write_text(digest.write(load(path)), encoding="utf-8")


if __name__ == "__main__":
    main()
