<?xml version="1.0" encoding="UTF-8"?>
<!-- Boundaries of the source: pages, columns, lines; and what stands at the edge of a page. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared"
  xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private"
  xmlns:m="urn:tei-edition:modes"
  xmlns:mp="urn:tei-edition:private-modes">

  <!-- <pb n="12"/>: [p. 12] in both texts, at the head of a page in the diplomatic one. -->
  <xsl:template match="pb" mode="m:body">
    <xsl:variable name="n" as="xs:string" select="normalize-space(@n)"/>
    <span>
      <xsl:sequence select="
        f:attributes(., ('added', 'pb', 'unnumbered'[not($n)])), f:interface()"/>
      <xsl:if test="$n">[{f:label('page', $n)}]</xsl:if>
    </span>
  </xsl:template>

  <xsl:template match="cb | gb" mode="m:body">
    <span>
      <xsl:sequence select="f:attributes(., ('added', local-name())), f:interface()"/>
      <xsl:if test="normalize-space(@n)">
        <xsl:text>[{f:label(if (self::cb) then 'column' else 'gathering', @n)}]</xsl:text>
      </xsl:if>
    </span>
  </xsl:template>

  <!-- <milestone unit="section" n="4"/>: [4]; without a number nothing is to be seen. -->
  <xsl:template match="milestone" mode="m:body">
    <span>
      <xsl:sequence select="f:attributes(., ('added', 'milestone'))"/>
      <xsl:if test="@n">[{@n}]</xsl:if>
    </span>
  </xsl:template>

  <!-- A line of the source ends: a new line in the diplomatic text only. -->
  <xsl:template match="lb" mode="m:body">
    <xsl:if test="$layer = 'diplomatic'">
      <br>
        <xsl:sequence select="f:attributes(., ())"/>
      </br>
    </xsl:if>
  </xsl:template>

  <!-- What only marks a place, or ties places together: something to point at. -->
  <xsl:template mode="m:body" match="
    anchor[not(node())] | addSpan | delSpan | damageSpan | substJoin | alt | join | link
    | span[not(node())] | index[not(node())] | when | witStart | witEnd | lacunaStart | lacunaEnd
    | redo[not(node())] | undo[not(node())]">
    <span>
      <xsl:sequence select="f:attributes(., ())"/>
    </span>
  </xsl:template>

</xsl:stylesheet>
