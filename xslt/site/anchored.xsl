<?xml version="1.0" encoding="UTF-8"?>
<!-- Passages that something below the text belongs to: an emendation or an entry. -->
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

  <!--
    The signs that lead to notes, emendations and entries from within a link: they follow the
    link, since a link cannot hold another.
  -->
  <xsl:mode name="m:signs" on-no-match="shallow-skip" visibility="public"/>

  <!-- Where the passage of an entry ends that is not a passage of the text's own encoding. -->
  <xsl:key name="end" match="p:end[f:shown(.)]" use="@entry"/>

  <xsl:template match="*[@p:layer[. ne $layer]]" mode="m:signs" priority="10"/>

  <xsl:template match="p:call" mode="m:signs">
    <xsl:sequence select="f:call(.)"/>
  </xsl:template>

  <xsl:template match="p:end" mode="m:signs">
    <xsl:sequence select="f:sign(.)"/>
  </xsl:template>

  <xsl:template match="p:passage | choice | supplied | surplus" mode="m:signs">
    <xsl:sequence select="f:sign(.)"/>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <!--
    A passage of the text that an emendation or an entry belongs to. It is a link to that, with
    dots below; where it holds links of its own, stands in one, or has no words, a small sign
    after it leads there. Nothing belongs to it: its content only.
  -->
  <xsl:function name="f:anchored" as="node()*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="class" as="xs:string"/>
    <xsl:param name="content" as="node()*"/>
    <xsl:variable name="target" as="xs:string?" select="fp:target($element)"/>
    <xsl:variable name="inside" as="xs:boolean" select="f:in-link($element)"/>
    <xsl:variable name="plain" as="xs:boolean"
      select="$inside or empty($target) or fp:holds-links($element)
        or not(normalize-space(string-join($content)))"/>
    <xsl:variable name="name" as="xs:string" select="
      if ($element/@p:role = 'block') then 'div' else if ($plain) then 'span' else 'a'"/>
    <xsl:element name="{$name}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:sequence select="f:attributes($element, ($class, 'anchored'[exists($target)]))"/>
      <xsl:if test="$name = 'a'">
        <xsl:attribute name="href" select="$target"/>
      </xsl:if>
      <xsl:sequence select="$content"/>
    </xsl:element>
    <xsl:if test="$name ne 'a' and not($inside)">
      <xsl:sequence select="f:sign($element)"/>
    </xsl:if>
  </xsl:function>

  <!-- Whether an element stands in what is a link on the page. -->
  <xsl:function name="f:in-link" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      exists($element/ancestor::*[@p:record or @p:to-text or @p:to-record or @p:url][f:is-link(.)])"
    />
  </xsl:function>

  <!-- Whether an element is a link on the page, unless it stands in another. -->
  <xsl:function name="f:is-link" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      $element/(@p:record or @p:to-text or @p:to-record or @p:url)
      and not($element/@p:role = 'block')"/>
  </xsl:function>

  <xsl:function name="fp:holds-links" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/descendant::*[
      f:is-link(.) or self::p:call or exists(fp:target(.)) or @p:role = 'block']
      [f:shown(.)])"/>
  </xsl:function>

  <!--
    The address below the text of what belongs to a passage, if anything does. The entries stand
    below the text as edited.
  -->
  <xsl:function name="fp:target" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:choose>
      <xsl:when test="$element[self::p:passage[not(key('end', @entry))] or self::p:end][@entry]">
        <xsl:sequence select="
          (if ($layer = 'reading') then ''
            else f:text-address($element/ancestor::p:text/@id, 'reading'))
          || f:fragment($element/@entry)"/>
      </xsl:when>
      <xsl:when test="$element[self::choice or self::supplied or self::surplus][@p:id]">
        <xsl:variable name="text" as="xs:string?" select="$element/ancestor::p:text/@id"/>
        <xsl:if test="key('emendation', ($text, string($element/@p:id)), $shared)">
          <xsl:sequence select="f:fragment('emendation:' || $element/@p:id)"/>
        </xsl:if>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- The sign after a passage that leads to what belongs to it: ° to an entry. -->
  <xsl:function name="f:sign" as="element()?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="kind" as="xs:string" select="
      if ($element[self::p:passage or self::p:end]) then 'to-entry' else 'to-emendation'"/>
    <xsl:for-each select="fp:target($element)">
      <a class="added sign {$kind}" href="{.}" aria-label="{f:label($kind)}">
        <xsl:text>{if ($kind = 'to-entry') then '°' else '*'}</xsl:text>
      </a>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
