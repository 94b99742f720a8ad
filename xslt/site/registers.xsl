<?xml version="1.0" encoding="UTF-8"?>
<!-- Registers: an index of persons, places and so on, with every passage that names them. -->
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

  <xsl:template match="p:edition[$page = 'register']" mode="m:title" as="xs:string">
    <xsl:sequence select="string-join((f:label($kind), $letter[. ne '']), ' – ')"/>
  </xsl:template>

  <!-- A register, or one letter of it ($letter) where it is too long for one page. -->
  <xsl:template match="p:edition[$page = 'register']" mode="m:main">
    <xsl:variable name="all" as="element(p:record)*"
      select="p:registers/p:register[@kind = $kind]/p:record"/>
    <xsl:variable name="split" as="xs:boolean" select="$settings?split?* = $kind"/>
    <h1>
      <xsl:sequence select="f:interface()"/>
      <xsl:text>{f:label($kind)}</xsl:text>
    </h1>
    <xsl:sequence select="fp:letters($all, $split)"/>
    <xsl:choose>
      <xsl:when test="$split and not($letter)">
        <ul class="register-index">
          <xsl:for-each select="$all">
            <li>
              <a href="{f:record-address(.)}">{@label}</a>
            </li>
          </xsl:for-each>
        </ul>
      </xsl:when>
      <xsl:otherwise>
        <div class="register">
          <xsl:for-each-group select="$all[not($letter) or @letter = $letter]"
            group-adjacent="string(@letter)">
            <section aria-label="{current-grouping-key()}">
              <h2 class="letter" id="letter:{position()}">{current-grouping-key()}</h2>
              <xsl:apply-templates select="current-group()" mode="m:record"/>
            </section>
          </xsl:for-each-group>
        </div>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The bar of letters. -->
  <xsl:function name="fp:letters" as="element()?">
    <xsl:param name="records" as="element(p:record)*"/>
    <xsl:param name="split" as="xs:boolean"/>
    <xsl:if test="count(distinct-values($records/@letter)) gt 1">
      <nav class="letters" aria-label="{f:label('letters')}">
        <xsl:for-each-group select="$records" group-adjacent="string(@letter)">
          <a href="{if ($split) then f:register-address($kind, current-grouping-key())
            else '#letter:' || position()}">
            <xsl:if test="current-grouping-key() = $letter">
              <xsl:attribute name="aria-current" select="'page'"/>
            </xsl:if>
            <xsl:text>{current-grouping-key()}</xsl:text>
          </a>
        </xsl:for-each-group>
      </nav>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
