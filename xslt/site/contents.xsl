<?xml version="1.0" encoding="UTF-8"?>
<!-- The table of contents: whole on the home page, folded up on the page of a text. -->
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

  <!-- Lines of the table of contents. -->
  <xsl:mode name="m:contents" on-no-match="fail" visibility="public"/>

  <!-- With more texts than this the table stands on the home page only. -->
  <xsl:variable name="fp:many" as="xs:integer" select="150"/>

  <xsl:template match="p:texts" mode="m:contents" as="element()">
    <ol class="contents">
      <xsl:apply-templates select="p:unit | p:group" mode="#current"/>
    </ol>
  </xsl:template>

  <xsl:template match="p:group" mode="m:contents" as="element()">
    <li class="group">
      <span class="group-label">{@label}</span>
      <ol>
        <xsl:apply-templates select="p:unit | p:group" mode="#current"/>
      </ol>
    </li>
  </xsl:template>

  <!-- What bears the name of a part, its heading mostly, is reached by that name. -->
  <xsl:template match="p:group[p:unit[1]/@label = @label][*[1] is p:unit[1]]" mode="m:contents"
    as="element()">
    <li class="group">
      <span class="group-label">
        <xsl:sequence select="fp:link-to-unit(p:unit[1])"/>
      </span>
      <ol>
        <xsl:apply-templates select="p:unit[1]/p:heading" mode="#current"/>
        <xsl:apply-templates select="(p:unit | p:group)[position() gt 1]" mode="#current"/>
      </ol>
    </li>
  </xsl:template>

  <xsl:template match="p:unit" mode="m:contents" as="element()">
    <li class="{@place}">
      <xsl:sequence select="fp:link-to-unit(.)"/>
      <xsl:if test="p:heading">
        <ol>
          <xsl:apply-templates select="p:heading" mode="#current"/>
        </ol>
      </xsl:if>
    </li>
  </xsl:template>

  <xsl:template match="p:heading" mode="m:contents" as="element()">
    <li>
      <a href="{f:place-address(../@id, @to)}">{@label}</a>
    </li>
  </xsl:template>

  <!-- A link to a text; on its own page it is marked. -->
  <xsl:function name="fp:link-to-unit" as="element()">
    <xsl:param name="unit" as="element(p:unit)"/>
    <a href="{f:unit-address($unit, $layer)}">
      <xsl:if test="string($unit/@id) = $f:current-text">
        <xsl:attribute name="aria-current" select="'page'"/>
      </xsl:if>
      <xsl:text>{$unit/@label}</xsl:text>
    </a>
  </xsl:function>

  <!-- The table of contents on the page of a text, folded up. -->
  <xsl:function name="f:folded-contents" as="element()?">
    <xsl:variable name="units" as="element(p:unit)*"
      select="$f:edition/p:texts/descendant::p:unit"/>
    <xsl:if test="exists($units[2]) and empty($units[$fp:many + 1])">
      <details class="folded contents-of-edition">
        <summary>
          <xsl:sequence select="f:interface()"/>
          <xsl:text>{f:label('contents')}</xsl:text>
        </summary>
        <nav aria-label="{f:label('contents')}">
          <xsl:apply-templates select="$f:edition/p:texts" mode="m:contents"/>
        </nav>
      </details>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
