<?xml version="1.0" encoding="UTF-8"?>
<!-- Parts of an entry: descriptions, attributes, values, rules, remarks, examples. -->
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

  <!-- A part of an entry. -->
  <xsl:mode name="m:declared" on-no-match="fail" visibility="public"/>

  <xsl:template match="s:desc" mode="m:declared" as="element()">
    <p class="desc">
      <xsl:sequence select="fp:language(.)"/>
      <xsl:text>{.}</xsl:text>
    </p>
  </xsl:template>

  <xsl:template match="s:attribute" mode="m:declared" as="element()">
    <div class="attribute" id="{@id}">
      <p>
        <code class="att-name">@{@name}</code>
        <xsl:if test="@usage = ('req', 'rec')"> ({f:label('odd-' || @usage)})</xsl:if>
        <xsl:for-each select="s:desc">
          <xsl:text> </xsl:text>
          <span>
            <xsl:sequence select="fp:language(.)"/>
            <xsl:text>{.}</xsl:text>
          </span>
        </xsl:for-each>
      </p>
      <xsl:if test="s:type[not(../s:values/@kind = 'closed')]">
        <p class="type">
          <xsl:text>{f:label('odd-type')}: </xsl:text>
          <xsl:sequence select="f:model(s:type)"/>
        </p>
      </xsl:if>
      <xsl:apply-templates select="s:values" mode="m:declared"/>
      <xsl:if test="s:rule">
        <ul>
          <xsl:apply-templates select="s:rule" mode="m:declared"/>
        </ul>
      </xsl:if>
    </div>
  </xsl:template>

  <!-- Values one after the other; one under the other where they are described. -->
  <xsl:template match="s:values" mode="m:declared" as="element()+">
    <p class="type">
      <xsl:text>{f:label('odd-values-' || @kind)}: </xsl:text>
      <xsl:for-each select="s:value[not(../s:value/text())]">
        <xsl:if test="position() gt 1">, </xsl:if>
        <code>{@name}</code>
      </xsl:for-each>
    </p>
    <xsl:if test="s:value/text()">
      <ul class="values">
        <xsl:for-each select="s:value">
          <li>
            <code>{@name}</code>
            <xsl:text> {.}</xsl:text>
          </li>
        </xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:template>

  <xsl:template match="s:from" mode="m:declared" as="element()">
    <p class="from">
      <xsl:text>{f:label('odd-from')} </xsl:text>
      <a href="{f:fragment(@to)}">{@name}</a>
      <xsl:text>: </xsl:text>
      <xsl:apply-templates select="s:ref" mode="m:content"/>
    </p>
  </xsl:template>

  <!-- A rule: what is said when it is broken, and what is tested. -->
  <xsl:template match="s:rule" mode="m:declared" as="element()">
    <li class="rule">
      <xsl:text>{.} </xsl:text>
      <code>{@context[. ne ''] ! (. || ': ')}{@kind} {@test}</code>
    </li>
  </xsl:template>

  <xsl:template match="s:remarks" mode="m:declared" as="element()">
    <div class="remarks">
      <xsl:apply-templates mode="m:prose"/>
    </div>
  </xsl:template>

  <xsl:template match="s:example" mode="m:declared" as="element()">
    <pre tabindex="0"><code>{.}</code></pre>
  </xsl:template>

  <xsl:function name="fp:language" as="attribute()?">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/@xml:lang">
      <xsl:attribute name="lang" select="$element/@xml:lang"/>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
