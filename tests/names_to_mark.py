"""A register of names, and what marking writes for them."""

from __future__ import annotations

from collections.abc import Callable

from tei.edition import Edition

Make = Callable[..., Edition]


REGISTER = """
<listPerson>
  <person xml:id="berg"><persName>Berg, Anna</persName><persName>Berg</persName></person>
  <person xml:id="adler"><persName><surname>Adler</surname> <forename>Victor</forename></persName>
  </person>
  <person xml:id="young"><persName>Young</persName></person>
  <person xml:id="rosa"><persName>Rosa</persName></person>
  <person xml:id="rosa-2"><persName>Rosa</persName></person>
</listPerson>
<listPlace>
  <place xml:id="vienna"><placeName>Vienna</placeName>
    <placeName type="modern">Wien</placeName></place>
  <place xml:id="york"><placeName>York</placeName></place>
  <place xml:id="new-york"><placeName>New York</placeName></place>
  <place xml:id="brest"><placeName>Brest-Litovsk</placeName></place>
  <place xml:id="petersburg"><placeName>St. Petersburg</placeName></place>
</listPlace>
<listOrg><org xml:id="soviet"><orgName>Vienna Soviet</orgName></org></listOrg>
<listBibl><bibl xml:id="pravda"><title level="j">Pravda</title></bibl></listBibl>
"""


BERG = '<persName ref="#berg">'


VIENNA = '<placeName ref="#vienna">Vienna</placeName>'
