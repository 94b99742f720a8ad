<?xml version="1.0" encoding="UTF-8"?>
<!-- Names and pointers: quiet links to the registers, to other passages and to the outside. -->
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

  <!-- <persName p:record="trotsky">: a link to the first of the records that are meant. -->
  <xsl:template mode="m:body" match="
    persName | placeName | orgName | geogName | name | rs | title | date | bibl[@p:record]
    | term[@p:record] | objectName[@p:record] | eventName[@p:record] | settlement[@p:record]
    | country[@p:record] | region[@p:record] | author[@p:record] | editor[@p:record]">
    <xsl:variable name="record" as="element(p:record)?"
      select="key('record', tokenize(@p:record), $shared)[1]"/>
    <xsl:sequence select="
      fp:link(., fp:name-class(.), ($record ! f:record-address(.), string(@p:url))[1])"/>
  </xsl:template>

  <!-- <ref target="#chapter-07">: a link to another passage, to a record, or to the outside. -->
  <xsl:template match="ref" mode="m:body">
    <xsl:sequence select="fp:link(., 'ref', f:pointed(.))"/>
  </xsl:template>

  <!-- A pointer without words shows the name of what it points to. -->
  <xsl:template match="ptr" mode="m:body">
    <xsl:variable name="address" as="xs:string" select="f:pointed(.)"/>
    <xsl:variable name="label" as="xs:string" select="
      (key('record', @p:to-record, $shared)/@label, key('unit', @p:to-text, $shared)/@label,
      @p:url, @target, '…')[1]"/>
    <xsl:choose>
      <xsl:when test="$address and not(f:in-link(.))">
        <a class="added ref" href="{$address}">
          <xsl:sequence select="@p:id ! fp:id(.)"/>
          <xsl:text>{$label}</xsl:text>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <span class="added ref">{$label}</span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="fp:id" as="attribute()">
    <xsl:param name="id" as="xs:string"/>
    <xsl:attribute name="id" select="$id"/>
  </xsl:function>

  <!-- Where a pointer leads: the one place that reads its attributes; "" for nowhere. -->
  <xsl:function name="f:pointed" as="xs:string">
    <xsl:param name="pointer" as="element()"/>
    <xsl:variable name="record" as="element(p:record)?"
      select="key('record', $pointer/@p:to-record, $shared)[1]"/>
    <xsl:sequence select="
      if ($record) then f:record-address($record)
      else if ($pointer/@p:to-text) then
        f:place-address($pointer/@p:to-text, string($pointer/@p:to))
      else string($pointer/@p:url)"/>
  </xsl:function>

  <!-- An element as a link where it has an address and stands in no other link. -->
  <xsl:function name="fp:link" as="node()*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="class" as="xs:string*"/>
    <xsl:param name="address" as="xs:string?"/>
    <xsl:choose>
      <xsl:when test="$address ne '' and f:is-link($element) and not(f:in-link($element))">
        <a href="{$address}">
          <xsl:sequence select="f:attributes($element, $class)"/>
          <xsl:apply-templates select="$element/node()" mode="m:body"/>
        </a>
        <xsl:apply-templates select="$element/*" mode="m:signs"/>
      </xsl:when>
      <xsl:when test="exists($class) or f:has-attributes($element)">
        <xsl:element name="{f:box($element)}" namespace="http://www.w3.org/1999/xhtml">
          <xsl:sequence select="f:attributes($element, $class)"/>
          <xsl:apply-templates select="$element/node()" mode="m:body"/>
        </xsl:element>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="$element/node()" mode="m:body"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Titles of books and papers stand in italics, those of chapters and articles do not. -->
  <xsl:function name="fp:name-class" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      if ($element/@p:record) then 'name' else (),
      if ($element/self::title[not(@level = ('a', 'u') or @p:style)]) then 'title' else ()"/>
  </xsl:function>

</xsl:stylesheet>
