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

  <!-- 12 uerba] A B : uerbum C : om. D -->
  <xsl:template match="p:entry" mode="m:apparatus" as="element()">
    <p class="entry" id="{@id}">
      <xsl:sequence select="fp:locus(.)"/>
      <xsl:apply-templates select="p:lemma" mode="#current"/>
      <xsl:for-each select="p:reading">
        <xsl:if test="position() gt 1">
          <span class="separator"> : </span>
        </xsl:if>
        <xsl:apply-templates select="." mode="#current"/>
      </xsl:for-each>
      <xsl:apply-templates select="p:remark" mode="#current"/>
    </p>
  </xsl:template>

  <xsl:template match="p:lemma" mode="m:apparatus">
    <span class="lemma">
      <xsl:apply-templates mode="m:body"/>
      <xsl:if test="empty(node())">
        <i class="editorial">{f:label('kind-omission')}</i>
      </xsl:if>
    </span>
    <span class="bracket">] </span>
    <xsl:sequence select="fp:sigla(.)"/>
    <xsl:if test="(@sigla, @hand, @resp) and following-sibling::p:reading">
      <span class="separator"> : </span>
    </xsl:if>
  </xsl:template>

  <xsl:template match="p:reading" mode="m:apparatus">
    <xsl:choose>
      <xsl:when test="node()">
        <span class="reading">
          <xsl:apply-templates mode="m:body"/>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <i class="editorial">{f:label('kind-omission')}</i>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:text> </xsl:text>
    <xsl:sequence select="fp:sigla(.)"/>
  </xsl:template>

  <xsl:template match="p:remark" mode="m:apparatus">
    <span class="remark">
      <xsl:variable name="bare" as="xs:boolean" select="not(starts-with(normalize-space(), '('))"/>
      <xsl:text> {'('[$bare]}</xsl:text>
      <xsl:apply-templates mode="m:body"/>
      <xsl:text>{')'[$bare]}</xsl:text>
    </span>
  </xsl:template>

  <!-- The entries below a text. -->
  <xsl:function name="f:apparatus" as="element()?">
    <xsl:param name="text" as="element(p:text)"/>
    <xsl:if test="$text/p:entries/p:entry">
      <section class="below apparatus" aria-labelledby="page:apparatus">
        <h2 id="page:apparatus">
          <xsl:sequence select="f:interface()"/>
          <xsl:text>{f:label('apparatus')}</xsl:text>
        </h2>
        <xsl:apply-templates select="$text/p:entries/p:entry" mode="m:apparatus"/>
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

  <!-- Who has a reading: sigla of witnesses, then the scholar who proposed it. -->
  <xsl:function name="fp:sigla" as="node()*">
    <xsl:param name="reading" as="element()"/>
    <xsl:if test="$reading/(@sigla | @hand)">
      <span class="sigla">{string-join($reading/(@sigla, @hand), ' ')}</span>
    </xsl:if>
    <xsl:for-each select="$reading/@resp">
      <i class="editorial resp"> {.}</i>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
