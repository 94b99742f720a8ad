"""Language tags: what is one by its form, and its shortest form (BCP 47)."""

from __future__ import annotations

import re
from functools import cache

# RFC 5646, section 2.1: language, script, region, variants, extensions, private use.
_TAG = r"""(?: (?:[a-z]{2,3}(?:-[a-z]{3}){0,3} | [a-z]{4} | [a-z]{5,8})
        (?:-[a-z]{4})? (?:-(?:[a-z]{2}|\d{3}))?
        (?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*
        (?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*
        (?:-x(?:-[a-z\d]{1,8})+)?
      | x(?:-[a-z\d]{1,8})+
      | i-[a-z]{3,8} | en-gb-oed | sgn-[a-z]{2}-[a-z]{2} | art-lojban | cel-gaulish )"""

# ISO 639-2 codes, in both their forms, of languages that have a code of two letters.
_PAIRS = """
    ara=ar aze=az bel=be ben=bn bul=bg cat=ca ces=cs cze=cs cym=cy wel=cy dan=da deu=de ger=de
    ell=el gre=el eng=en epo=eo est=et eus=eu baq=eu fas=fa per=fa fin=fi fra=fr fre=fr gle=ga
    glg=gl heb=he hin=hi hrv=hr hun=hu hye=hy arm=hy ind=id isl=is ice=is ita=it jpn=ja kat=ka
    geo=ka kaz=kk kor=ko lat=la lit=lt lav=lv mkd=mk mac=mk msa=ms may=ms nld=nl dut=nl nor=no
    oci=oc pol=pl por=pt ron=ro rum=ro rus=ru san=sa slk=sk slo=sk slv=sl spa=es sqi=sq alb=sq
    srp=sr swe=sv tam=ta tel=te tha=th tur=tr ukr=uk urd=ur vie=vi yid=yi zho=zh chi=zh
"""
_SHORT = {pair[:3]: pair[4:] for pair in _PAIRS.split()}


def shortest(tag: str) -> str:
    """Give a tag with the code of two letters for the language, where there is one.

    RFC 5646, 2.2.1, rule 2: “lat-Latn” is to be “la-Latn”.
    """
    primary, hyphen, rest = tag.partition("-")
    short = _SHORT.get(primary.lower())
    return tag if short is None else f"{short}{hyphen}{rest}"


def is_tag(text: str) -> bool:
    """Say whether a text has the form of a language tag; it need not be a registered one."""
    return _tag().fullmatch(text) is not None


@cache
def _tag() -> re.Pattern[str]:
    return re.compile(_TAG, re.IGNORECASE | re.VERBOSE | re.ASCII)
