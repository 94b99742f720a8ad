<?xml version="1.0" encoding="UTF-8"?>
<!-- Words and phrases in the prose of an ODD: names of elements, emphasis, links. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared"
  xmlns:s="urn:tei-edition:schema"
  xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private"
  xmlns:m="urn:tei-edition:modes">

  <xsl:template match="gi" mode="m:prose" as="element()">
    <xsl:sequence select="fp:name(., '&lt;' || normalize-space() || '>')"/>
  </xsl:template>

  <xsl:template match="specDesc" mode="m:prose" as="node()*">
    <xsl:sequence select="fp:name(., @key)"/>
    <xsl:text> {key('entry', @p:to, $shared)/s:desc}</xsl:text>
  </xsl:template>

  <xsl:template match="ident" mode="m:prose" as="element()">
    <xsl:sequence select="fp:name(., string(.))"/>
  </xsl:template>

  <xsl:template match="att" mode="m:prose" as="element()">
    <code>@{.}</code>
  </xsl:template>

  <xsl:template match="val" mode="m:prose" as="element()">
    <code>“{.}”</code>
  </xsl:template>

  <xsl:template match="tag" mode="m:prose" as="element()">
    <code>&lt;{.}></code>
  </xsl:template>

  <xsl:template match="code" mode="m:prose" as="element()">
    <code>{.}</code>
  </xsl:template>

  <xsl:template match="hi | emph | foreign | mentioned | term | distinct" mode="m:prose"
    as="element()">
    <em>
      <xsl:apply-templates mode="m:prose"/>
    </em>
  </xsl:template>

  <xsl:template match="title" mode="m:prose" as="element()">
    <cite>
      <xsl:apply-templates mode="m:prose"/>
    </cite>
  </xsl:template>

  <xsl:template match="q | soCalled | said" mode="m:prose" as="element()">
    <q>
      <xsl:apply-templates mode="m:prose"/>
    </q>
  </xsl:template>

  <xsl:template match="lb" mode="m:prose" as="element()">
    <br/>
  </xsl:template>

  <xsl:template match="ref | ptr" mode="m:prose" as="item()*">
    <xsl:variable name="address" as="xs:string" select="fp:address(.)"/>
    <xsl:variable name="words" as="item()*">
      <xsl:apply-templates mode="m:prose"/>
      <xsl:if test="not(normalize-space())">{@target}</xsl:if>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$address and not(ancestor::ref)">
        <a href="{$address}">
          <xsl:sequence select="$words"/>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$words"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A name in the ODD, a link to its entry where there is one. -->
  <xsl:function name="fp:name" as="element()">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="$element/@p:to and not($element/ancestor::ref)">
        <a href="{f:fragment($element/@p:to)}">
          <code>{$name}</code>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <code>{$name}</code>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Where a pointer leads: on the web, or to a place in the prose; "" for anywhere else. -->
  <xsl:function name="fp:address" as="xs:string">
    <xsl:param name="pointer" as="element()"/>
    <xsl:variable name="target" as="xs:string" select="normalize-space($pointer/@target)"/>
    <xsl:sequence select="
      if (matches($target, '^(https?://|mailto:)\S+$', 'i')) then $target
      else if (starts-with($target, '#') and key('place', substring($target, 2), $shared)) then
        f:fragment('text-' || substring($target, 2))
      else ''"/>
  </xsl:function>

</xsl:stylesheet>
