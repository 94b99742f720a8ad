<?xml version="1.0" encoding="UTF-8"?>
<!-- The critical apparatus: entries below the text, each linked with its passage. -->
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

  <!-- What an entry is made of. -->
  <xsl:mode name="m:apparatus" on-no-match="shallow-skip" visibility="public"/>

  <!-- A passage with variants: the lemma, as text, with dots below. -->
  <xsl:template match="p:passage" mode="m:body">
    <xsl:variable name="content" as="node()*">
      <xsl:apply-templates mode="#current"/>
    </xsl:variable>
    <xsl:sequence select="f:anchored(., 'passage', $content)"/>
  </xsl:template>

  <!-- Where a passage ends that only its entry knows of: nothing to be seen. -->
  <xsl:template match="p:end" mode="m:body"/>

  <!-- 12 uerba] A B : uerbum C : om. D -->
  <xsl:template match="p:entry" mode="m:apparatus" as="element()">
    <p class="entry" id="{@id}">
      <xsl:sequence select="fp:locus(.)"/>
      <xsl:apply-templates select="p:runs/p:run" mode="#current"/>
    </p>
  </xsl:template>

  <!-- A run is dressed as what it is; its look is that of the style of the apparatus. -->
  <xsl:template match="p:run" mode="m:apparatus">
    <span class="{@kind, @look}">
      <xsl:if test="@kind = 'term'">
        <xsl:sequence select="f:language(..)"/>
      </xsl:if>
      <xsl:apply-templates mode="#current"/>
    </span>
  </xsl:template>

  <xsl:template match="p:run[@of]" mode="m:apparatus">
    <xsl:variable name="of" as="xs:string" select="@of"/>
    <xsl:variable name="parts" as="element()*" select="
      if (@kind = 'note') then ../../p:remark else ../../(p:lemma | p:reading)"/>
    <span class="{if (@kind = 'note') then 'remark' else @kind, @look}">
      <xsl:apply-templates select="$parts[@n = $of]/node()" mode="m:body"/>
    </span>
  </xsl:template>

  <xsl:template match="p:run/text()" mode="m:apparatus">
    <xsl:sequence select="."/>
  </xsl:template>

  <xsl:template match="p:raised" mode="m:apparatus">
    <sup>{.}</sup>
  </xsl:template>

  <!-- The entries below a text. -->
  <xsl:function name="f:apparatus" as="element()?">
    <xsl:param name="text" as="element(p:text)"/>
    <xsl:if test="$text/p:entries/p:entry[not(@emendation)]">
      <section class="below apparatus" aria-labelledby="page:apparatus">
        <h2 id="page:apparatus">
          <xsl:sequence select="f:interface()"/>
          <xsl:text>{f:label('apparatus')}</xsl:text>
        </h2>
        <xsl:apply-templates select="$text/p:entries/p:entry[not(@emendation)]" mode="m:apparatus"/>
      </section>
    </xsl:if>
  </xsl:function>

  <!-- Where an entry belongs, as a link to the passage. -->
  <xsl:function name="fp:locus" as="node()*">
    <xsl:param name="entry" as="element(p:entry)"/>
    <xsl:variable name="locus" as="xs:string"
      select="string(($entry/@locus, $entry/@n)[. ne ''][1])"/>
    <xsl:choose>
      <xsl:when test="$entry/@passage">
        <a class="locus" href="{f:fragment($entry/@passage)}">{$locus}</a>
      </xsl:when>
      <xsl:otherwise>
        <span class="locus">{$locus}</span>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:text> </xsl:text>
  </xsl:function>

</xsl:stylesheet>
