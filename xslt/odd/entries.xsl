<?xml version="1.0" encoding="UTF-8"?>
<!-- One entry of the reference: an element, a class, a macro or a datatype. -->
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

  <!-- An entry with all that is said in it. -->
  <xsl:mode name="m:entry" on-no-match="fail" visibility="public"/>

  <xsl:template match="s:entry" mode="m:entry" as="element()">
    <article class="spec" id="{@id}">
      <h3>
        <code>{if (@kind = 'element') then '&lt;' || @name || '>' else @name}</code>
      </h3>
      <xsl:apply-templates select="s:desc" mode="m:declared"/>
      <dl>
        <xsl:sequence select="f:interface()"/>
        <xsl:apply-templates select="@ident, @module, @namespace, @until" mode="m:entry"/>
        <xsl:apply-templates select="s:classes, s:members" mode="m:entry"/>
        <xsl:sequence select="fp:attributes(.)"/>
        <xsl:apply-templates select="s:content, s:holds, s:within" mode="m:entry"/>
        <xsl:sequence select="fp:several(.)"/>
      </dl>
    </article>
  </xsl:template>

  <xsl:template match="@ident | @module | @namespace | @until" mode="m:entry" as="element()">
    <xsl:sequence select="fp:row('odd-' || local-name(), string(.))"/>
  </xsl:template>

  <xsl:template match="s:classes | s:members" mode="m:entry" as="element()">
    <xsl:variable name="links" as="node()*">
      <xsl:apply-templates select="s:ref" mode="m:content"/>
    </xsl:variable>
    <xsl:sequence select="fp:row('odd-' || local-name(), $links)"/>
  </xsl:template>

  <xsl:template match="s:members[not(*)] | s:within[not(*)]" mode="m:entry"/>

  <xsl:template match="s:content" mode="m:entry" as="element()">
    <xsl:sequence select="fp:row('odd-content', f:model(.))"/>
  </xsl:template>

  <!-- What may stand in an element, and what it may stand in: folded where there is much. -->
  <xsl:template match="s:holds | s:within" mode="m:entry" as="element()">
    <xsl:variable name="all" as="node()*">
      <xsl:if test="@text">
        <em>{f:label('odd-text')}</em>
      </xsl:if>
      <xsl:if test="@any">
        <xsl:text> </xsl:text>
        <em>{f:label('odd-any')}</em>
      </xsl:if>
      <xsl:if test="empty((*, @text, @any))">
        <em>{f:label('odd-empty')}</em>
      </xsl:if>
      <xsl:sequence select="fp:folded(s:ref)"/>
    </xsl:variable>
    <xsl:sequence select="fp:row('odd-' || local-name(), $all)"/>
  </xsl:template>

  <!-- A line of an entry: what it is about, and what is said. -->
  <xsl:function name="fp:row" as="element()">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="said" as="item()*"/>
    <div>
      <dt>{f:label($label)}</dt>
      <dd>
        <xsl:sequence select="$said"/>
      </dd>
    </div>
  </xsl:function>

  <xsl:function name="fp:folded" as="node()*">
    <xsl:param name="links" as="element(s:ref)*"/>
    <xsl:choose>
      <xsl:when test="count($links) gt 8">
        <details>
          <summary>{f:label('odd-elements-counted', string(count($links)))}</summary>
          <p>
            <xsl:apply-templates select="$links" mode="m:content"/>
          </p>
        </details>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text> </xsl:text>
        <xsl:apply-templates select="$links" mode="m:content"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- An element's own attributes, those of its classes, and last those of every element. -->
  <xsl:function name="fp:attributes" as="element()?">
    <xsl:param name="entry" as="element(s:entry)"/>
    <xsl:variable name="global" as="element(s:from)*"
      select="$entry/s:from[starts-with(@name, 'att.global')]"/>
    <xsl:variable name="all" as="element()*">
      <xsl:apply-templates select="$entry/(s:attribute | s:from except $global)"
        mode="m:declared"/>
      <xsl:if test="$global">
        <p class="from">
          <xsl:text>{f:label('odd-global')}: </xsl:text>
          <xsl:for-each select="$global">
            <xsl:apply-templates select="s:ref" mode="m:content"/>
            <xsl:text> </xsl:text>
          </xsl:for-each>
        </p>
      </xsl:if>
    </xsl:variable>
    <xsl:sequence select="if (exists($all)) then fp:row('odd-attributes', $all) else ()"/>
  </xsl:function>

  <!-- Rules, remarks and examples, as far as there are any. -->
  <xsl:function name="fp:several" as="element()*">
    <xsl:param name="entry" as="element(s:entry)"/>
    <xsl:variable name="rules" as="element()*">
      <xsl:apply-templates select="$entry/s:rule" mode="m:declared"/>
    </xsl:variable>
    <xsl:variable name="list" as="element()">
      <ul>
        <xsl:sequence select="$rules"/>
      </ul>
    </xsl:variable>
    <xsl:variable name="remarks" as="element()*">
      <xsl:apply-templates select="$entry/s:remarks" mode="m:declared"/>
    </xsl:variable>
    <xsl:variable name="examples" as="element()*">
      <xsl:apply-templates select="$entry/s:example" mode="m:declared"/>
    </xsl:variable>
    <xsl:sequence select="
      $list[exists($rules)] ! fp:row('odd-rules', .),
      if (exists($remarks)) then fp:row('odd-remarks', $remarks) else (),
      if (exists($examples)) then fp:row('odd-examples', $examples) else ()"/>
  </xsl:function>

</xsl:stylesheet>
