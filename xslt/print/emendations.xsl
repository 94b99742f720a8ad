<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared" xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private" xmlns:m="urn:tei-edition:modes"
  xmlns:mp="urn:tei-edition:private-modes">

  <!-- Emendations: what the source has for what is printed. Each is an entry at the foot of its
       page, and all are a list behind the texts, which tells more of them.
       Kühlmann] Khlmann -->
  <xsl:mode name="m:emendations" on-no-match="fail"/>

  <xsl:template match="p:emendations" mode="m:print">
    <apparatus label="{f:label('emendations')}">
      <xsl:for-each select="p:emendation">
        <entry id="emendation-{position()}" layer="emendations" to="{@text}#{@to}">
          <lemma>
            <xsl:sequence select="fp:emended(.)"/>
          </lemma>
          <sign>] </sign>
          <xsl:sequence select="fp:emended-from(.)"/>
          <xsl:sequence select="fp:remarks(.)"/>
        </entry>
      </xsl:for-each>
    </apparatus>
    <xsl:apply-templates select="." mode="m:emendations"/>
  </xsl:template>

  <!-- The list; the program puts page and line to each. -->
  <xsl:template match="p:emendations" mode="m:emendations">
    <emendations label="{f:label('emendations')}">
      <xsl:if test="count(p:emendation) gt 1">
        <xsl:attribute name="lead"
          select="f:label('emendations-lead', string(count(p:emendation)))"/>
      </xsl:if>
      <xsl:for-each select="p:emendation">
        <emendation to="{@text}#{@to}">
          <wording>
            <xsl:sequence select="fp:emended(.)"/>
            <sign>] </sign>
            <xsl:sequence select="fp:emended-from(.)"/>
            <xsl:for-each select="p:rival">
              <sign>; {f:label('or')} </sign>
              <xsl:apply-templates mode="m:body"/>
            </xsl:for-each>
          </wording>
          <remark>
            <xsl:sequence select="
              ((f:kind-name(.), @kind ! translate(., '-', ' '))[1], f:certainty(.))
              => string-join(', ')"/>
          </remark>
        </emendation>
      </xsl:for-each>
    </emendations>
  </xsl:template>

  <!-- What is printed, as the lemma. -->
  <xsl:function name="fp:emended" as="node()*">
    <xsl:param name="emendation" as="element(p:emendation)"/>
    <xsl:variable name="side" as="node()*" select="fp:side($emendation, $emendation/p:emended)"/>
    <xsl:sequence select="$side"/>
    <xsl:if test="empty($side)">
      <sign>–</sign>
    </xsl:if>
  </xsl:function>

  <!-- What the source has for it. -->
  <xsl:function name="fp:emended-from" as="node()*">
    <xsl:param name="emendation" as="element(p:emendation)"/>
    <xsl:variable name="side" as="node()*" select="fp:side($emendation, $emendation/p:source)"/>
    <xsl:sequence select="$side"/>
    <xsl:if test="empty($side)">
      <sign look="italic">{f:label('kind-omission')}</sign>
    </xsl:if>
  </xsl:function>

  <!-- One side of it. A mere mark of punctuation is given with its word, which tells where it
       stands: the word before it, or that after an opening mark. -->
  <xsl:function name="fp:side" as="node()*">
    <xsl:param name="emendation" as="element(p:emendation)"/>
    <xsl:param name="side" as="element()?"/>
    <xsl:variable name="mark" as="xs:boolean" select="exists(
      $emendation/(p:emended, p:source)[normalize-space()][not(matches(., '[\p{L}\p{N}]'))])"/>
    <xsl:variable name="opens" as="xs:boolean" select="
      matches($emendation/p:before, '(^|\s)$') and matches($emendation/p:after, '^\S')"/>
    <xsl:where-populated>
      <xsl:text>{$emendation/p:before[$mark][not($opens)]
        ! replace(., '^.*?(\S+\s*)$', '$1', 's')}</xsl:text>
      <xsl:apply-templates select="$side/node()" mode="m:body"/>
      <xsl:text>{$emendation/p:after[$mark][$opens] ! replace(., '^(\S+).*$', '$1', 's')}</xsl:text>
    </xsl:where-populated>
  </xsl:function>

  <!-- What else is known of an emendation: “ (or forced upon, wording, uncertain)”. -->
  <xsl:function name="fp:remarks" as="node()*">
    <xsl:param name="emendation" as="element(p:emendation)"/>
    <xsl:variable name="terms" as="xs:string*"
      select="f:kind-name($emendation), f:certainty($emendation)"/>
    <xsl:if test="exists(($emendation/p:rival, $terms))">
      <sign> (</sign>
      <xsl:for-each select="$emendation/p:rival">
        <sign look="italic">{f:label('or')} </sign>
        <xsl:apply-templates select="node()" mode="m:body"/>
        <sign>{if (exists($terms) or position() lt last()) then ', ' else ''}</sign>
      </xsl:for-each>
      <sign look="italic">{string-join($terms, ', ')}</sign>
      <sign>)</sign>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
