<?xml version="1.0" encoding="UTF-8"?>
<!-- A record of a register: name, what is known, where it is named. -->
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

  <!-- A record with its passages. -->
  <xsl:mode name="m:record" on-no-match="fail" visibility="public"/>

  <!-- Up to this number the passages of a record are unfolded. -->
  <xsl:variable name="fp:few" as="xs:integer" select="4"/>

  <xsl:template match="p:record" mode="m:record" as="element()">
    <article class="record" id="{@id}">
      <h3>
        <a class="self" href="{f:fragment(@id)}">{@label}</a>
      </h3>
      <xsl:apply-templates select="* except p:*" mode="m:fact"/>
      <xsl:sequence select="fp:forms(.), fp:authorities(.), fp:mentions(.)"/>
    </article>
  </xsl:template>

  <!-- The TEI record itself: each of its parts in turn. -->
  <xsl:template mode="m:fact" match="p:record/*">
    <xsl:where-populated>
      <div class="facts">
        <xsl:sequence select="f:language(.)"/>
        <xsl:apply-templates mode="#current"/>
      </div>
    </xsl:where-populated>
  </xsl:template>

  <!-- Its name once more, and what p:authority says already. -->
  <xsl:template mode="m:fact" priority="3" match="
    idno[ancestor::p:record]
    | p:record/*/*[local-name() = ('persName', 'placeName', 'orgName', 'objectName', 'eventName',
      'title', 'label', 'head')][normalize-space() = ../../@label]"/>

  <!-- The forms of the name in the text, most frequent first, where there are several. -->
  <xsl:function name="fp:forms" as="element()?">
    <xsl:param name="record" as="element(p:record)"/>
    <xsl:if test="count($record/p:form) gt 1">
      <p class="forms">
        <span class="fact-label">
          <xsl:sequence select="f:interface()"/>
          <xsl:text>{f:label('forms')}: </xsl:text>
        </span>
        <xsl:for-each select="$record/p:form">
          <xsl:if test="position() gt 1">, </xsl:if>
          <i>{.}</i>
          <xsl:if test="xs:integer(@count) gt 1"> ({@count})</xsl:if>
        </xsl:for-each>
      </p>
    </xsl:if>
  </xsl:function>

  <!-- Where the authority files have this record. -->
  <xsl:function name="fp:authorities" as="element()?">
    <xsl:param name="record" as="element(p:record)"/>
    <xsl:if test="$record/p:authority">
      <p class="authorities">
        <xsl:for-each select="$record/p:authority">
          <xsl:if test="position() gt 1"> · </xsl:if>
          <xsl:text>{@type} </xsl:text>
          <xsl:choose>
            <xsl:when test="@url">
              <a href="{@url}" rel="external">{@value}</a>
            </xsl:when>
            <xsl:otherwise>{@value}</xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </p>
    </xsl:if>
  </xsl:function>

  <!-- Every passage that names the record, in its context; many of them are folded up. -->
  <xsl:function name="fp:mentions" as="element()?">
    <xsl:param name="record" as="element(p:record)"/>
    <xsl:variable name="count" as="xs:integer" select="count($record/p:mention)"/>
    <xsl:choose>
      <xsl:when test="$count gt $fp:few">
        <details class="mentions">
          <summary>
            <xsl:sequence select="f:interface()"/>
            <xsl:text>{f:label('passages', string($count))}</xsl:text>
          </summary>
          <xsl:sequence select="fp:by-text($record)"/>
        </details>
      </xsl:when>
      <xsl:when test="$count gt 0">
        <div class="mentions">
          <xsl:sequence select="fp:by-text($record)"/>
        </div>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- The passages of a record, text by text. -->
  <xsl:function name="fp:by-text" as="element()*">
    <xsl:param name="record" as="element(p:record)"/>
    <xsl:for-each-group select="$record/p:mention" group-by="@text">
      <p class="mentions-in">{key('unit', @text)/@label}</p>
      <ul>
        <xsl:variable name="address" as="xs:string"
          select="f:text-address(current-grouping-key(), $layer)"/>
        <xsl:sequence select="current-group() ! fp:mention(., $address)"/>
      </ul>
    </xsl:for-each-group>
  </xsl:function>

  <!-- 12 … said to <a>Kühlmann</a> that evening … -->
  <xsl:function name="fp:mention" as="element()">
    <xsl:param name="mention" as="element(p:mention)"/>
    <xsl:param name="address" as="xs:string"/>
    <li>
      <span class="locus">{$mention/@n}</span>
      <xsl:text> </xsl:text>
      <span class="wording">
        <xsl:text>{$mention/p:before}</xsl:text>
        <a href="{$address}{f:fragment($mention/@to)}">{$mention/@form}</a>
        <xsl:text>{$mention/p:after}</xsl:text>
        <xsl:if test="$mention/@in = 'note'">
          <span class="remark"> ({f:label('in-note')})</span>
        </xsl:if>
      </span>
    </li>
  </xsl:function>

</xsl:stylesheet>
