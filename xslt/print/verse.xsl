<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared" xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private" xmlns:m="urn:tei-edition:modes"
  xmlns:mp="urn:tei-edition:private-modes">

  <!-- Verse: stanzas with a space between them, lines with their numbers, half-lines shifted.
       <lg><l n="1">Arma virumque cano</l><l n="2">Italiam fato</l></lg> -->

  <!-- What has been said of a verse line that several speakers share. -->
  <xsl:accumulator name="shared-line" as="xs:string" initial-value="''">
    <xsl:accumulator-rule match="p:text" select="''"/>
    <xsl:accumulator-rule match="l" phase="end"
      select="if (@part = 'I') then fp:plain(.)
        else if (@part = 'M') then $value || ' ' || fp:plain(.) else ''"/>
  </xsl:accumulator>

  <xsl:template match="lg[@p:role = 'block']" mode="m:body">
    <xsl:apply-templates select="head" mode="m:body"/>
    <stanza>
      <xsl:sequence select="fp:common(.), fp:shape(.)"/>
      <xsl:apply-templates select="* except head" mode="m:body"/>
    </stanza>
  </xsl:template>

  <xsl:template match="l[@p:role = 'block']" mode="m:body">
    <line>
      <xsl:sequence select="fp:common(.), fp:shape(.)"/>
      <xsl:sequence select="fp:number(.) ! fp:n(.)"/>
      <xsl:for-each select="ancestor::lg[@n][fp:counts-anew(.)][1]">
        <xsl:attribute name="stanza" select="@n"/>
      </xsl:for-each>
      <xsl:if test="tokenize(@p:style) = 'indent'">
        <xsl:attribute name="indent" select="'yes'"/>
      </xsl:if>
      <xsl:if test="@part = ('M', 'F') and accumulator-before('shared-line')">
        <xsl:attribute name="after" select="accumulator-before('shared-line')"/>
      </xsl:if>
      <xsl:sequence select="fp:breaks(.)"/>
      <xsl:apply-templates mode="m:body"/>
    </line>
  </xsl:template>

  <!-- The number of a line: its own where the source numbers any; counted in a text that is all
       verse; none for verse among prose, where the lines of the page are numbered. -->
  <xsl:function name="fp:number" as="xs:string?">
    <xsl:param name="line" as="element(l)"/>
    <xsl:sequence select="
      if (exists(key('numbered', 'l', root($line)))) then $line/@n
      else if (exists(key('numbered', 'p', root($line)))) then ()
      else $line/@p:n"/>
  </xsl:function>

  <!-- Are the lines counted anew in a stanza? Then its number belongs to that of the line: 6.2, 6b.
       <lg n="6"><l n="a"/><l n="b"/></lg> -->
  <xsl:function name="fp:counts-anew" as="xs:boolean">
    <xsl:param name="stanza" as="element(lg)"/>
    <xsl:sequence
      select="exists(key('line', ($stanza/descendant::l/@n)[1], root($stanza))[2])"/>
  </xsl:function>

  <xsl:key name="line" match="l" use="@n"/>
  <xsl:key name="numbered" match="l[@n] | p[@p:n]" use="local-name()"/>

  <xsl:function name="fp:n" as="attribute(n)">
    <xsl:param name="number" as="xs:string"/>
    <xsl:attribute name="n" select="$number"/>
  </xsl:function>

</xsl:stylesheet>
