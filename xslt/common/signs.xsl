<?xml version="1.0" encoding="UTF-8"?>
<!-- The signs of the editor, the same on the pages and in print; each output only dresses them. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private">

  <!-- The signs before and after the words of each element. -->
  <xsl:variable name="fp:pairs" static="yes" as="map(xs:string, xs:string+)" select="map {
    'omitted': ('⟨', '⟩'),
    'supplied': ('[', ']'),
    'surplus': ('{', '}'),
    'del': ('⟦', '⟧'),
    'add': ('`', '´'),
    'sic': ('', ' [sic]') }"/>

  <!-- What the source has left out, and not lost: the same words as in tei/prepared/shared.py. -->
  <xsl:variable name="fp:omitted" as="xs:string+"
    select="'omitted', 'omitted-in-original', 'omission', 'scribal-omission'"/>

  <!--
    The signs before and after an element's words; either may be empty. Of a comma that the source
    omits the list of emendations tells: signs around it would weigh more than the comma.
    <supplied reason="lost"> has “[” and “]”.
  -->
  <xsl:function name="f:signs" as="xs:string+">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="omitted" as="xs:boolean"
      select="exists($element/self::supplied[@reason = $fp:omitted])"/>
    <xsl:sequence select="
      if ($omitted and not(matches($element, '[\p{L}\p{N}]'))) then ('', '')
      else ($fp:pairs(if ($omitted) then 'omitted' else local-name($element)))"/>
  </xsl:function>

  <!-- The sign for what is missing: [… 3 lines]; for what was left blank: [space]. -->
  <xsl:function name="f:missing" as="xs:string">
    <xsl:param name="gap" as="element()"/>
    <xsl:sequence select="
      '[' || string-join(('…'[$gap/self::gap], fp:extent($gap)), ' ') || ']'"/>
  </xsl:function>

  <!-- How much is missing, in words: “3 lines”. -->
  <xsl:function name="fp:extent" as="xs:string?">
    <xsl:param name="gap" as="element()"/>
    <xsl:variable name="number" as="xs:string"
      select="if ($gap/@quantity = '1') then 'one-' else 'unit-'"/>
    <xsl:variable name="unit" as="xs:string?" select="
      $gap/@unit ! (if (f:has-label($number || .)) then f:label($number || .) else string(.))"/>
    <xsl:variable name="extent" as="xs:string" select="
      if ($gap/@quantity) then string-join(($gap/@quantity, $unit), ' ')
      else string($gap/@extent[. ne 'unknown'])"/>
    <xsl:sequence select="
      if ($extent) then $extent
      else if ($gap/self::space) then f:label('space')
      else $gap/@reason[f:has-label('gap-' || .)] ! f:label('gap-' || .)"/>
  </xsl:function>

</xsl:stylesheet>
