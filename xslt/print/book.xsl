<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared" xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private" xmlns:m="urn:tei-edition:modes"
  xmlns:mp="urn:tei-edition:private-modes">

  <!-- The book around the texts: title page, contents, sigla, indexes.
       <p:edition><p:title>My Life</p:title>…</p:edition> -->

  <xsl:template match="p:edition" mode="m:print">
    <book plain="{fp:plain(p:title)}" authors="{p:author ! fp:plain(.) => fp:joined()}"
      edited-by="{f:label('edited-by')}" date="{fp:date(p:header/teiHeader)}"
      page="{f:label('page', '{}')}">
      <xsl:copy-of select="@dir"/>
      <xsl:sequence select="fp:language(@xml:lang)"/>
      <title>
        <xsl:apply-templates select="p:title/node()" mode="m:body"/>
      </title>
      <xsl:for-each select="p:subtitle">
        <subtitle>
          <xsl:apply-templates mode="m:body"/>
        </subtitle>
      </xsl:for-each>
      <xsl:for-each select="p:author">
        <author>
          <xsl:sequence select="fp:named(.)"/>
        </author>
      </xsl:for-each>
      <xsl:for-each select="p:editor">
        <editor>
          <xsl:sequence select="fp:named(.)"/>
        </editor>
      </xsl:for-each>
      <xsl:for-each select="p:header/teiHeader/fileDesc/publicationStmt/(publisher, date)">
        <published>
          <xsl:sequence select="fp:run-on(.)"/>
        </published>
      </xsl:for-each>
      <xsl:apply-templates select="p:header/teiHeader" mode="m:imprint"/>
      <contents label="{f:label('contents')}">
        <xsl:apply-templates select="p:texts/*" mode="m:contents"/>
      </contents>
      <xsl:apply-templates select="p:apparatuses/p:apparatus" mode="m:print"/>
      <xsl:apply-templates select="p:witnesses[p:witness]" mode="m:print"/>
      <xsl:call-template name="mp:signs"/>
      <xsl:apply-templates select="p:header/teiHeader" mode="m:about"/>
      <xsl:apply-templates select="p:emendations[p:emendation]" mode="m:print"/>
      <xsl:apply-templates select="p:registers" mode="m:print"/>
    </book>
  </xsl:template>

  <xsl:template match="p:apparatus" mode="m:print">
    <layer name="{@name}" label="{@label}"/>
  </xsl:template>

  <!-- The table of contents: parts, and the texts in them. -->
  <xsl:mode name="m:contents" on-no-match="fail"/>

  <xsl:template match="p:group" mode="m:contents">
    <group label="{@label}" level="{@level}">
      <xsl:apply-templates select="*" mode="m:contents"/>
    </group>
  </xsl:template>

  <xsl:template match="p:unit" mode="m:contents">
    <unit>
      <xsl:copy-of select="@id, @label, @place, @level"/>
      <xsl:if test="fp:is-title(.)">
        <xsl:attribute name="title" select="'yes'"/>
      </xsl:if>
    </unit>
  </xsl:template>

  <!-- The witnesses and their sigla. -->
  <xsl:template match="p:witnesses" mode="m:print">
    <sigla label="{f:label('about-witnesses')}">
      <xsl:for-each select="p:witness">
        <witness siglum="{@siglum}">
          <xsl:if test="@rank = 'hand'">
            <xsl:variable name="of" as="xs:string?" select="key('siglum', @of)/@siglum"/>
            <xsl:attribute name="base" select="$of[starts-with(current()/@siglum, .)]"/>
          </xsl:if>
          <xsl:if test="@rank = 'witness'">
            <xsl:attribute name="named" select="fp:siglum(.)"/>
          </xsl:if>
          <xsl:sequence select="* ! fp:run-on(.)"/>
        </witness>
      </xsl:for-each>
    </sigla>
  </xsl:template>

  <!-- Hands and members of a family stand in the list themselves; a siglum is printed once. -->
  <xsl:template match="p:witness/witness/listWit | p:witness/witness/abbr[@type = 'siglum']
    | p:witness/witness/*[1][string() = ancestor::p:witness/@siglum]" mode="m:body" priority="5"/>

  <!-- A title page has no identifiers. -->
  <xsl:template match="idno[ancestor::p:author or ancestor::p:editor]" mode="m:body" priority="5"/>

  <xsl:template match="idno" mode="m:plain"/>

  <!-- Is a text what stands at the head of its part: the part's own heading, and what introduces
       it? -->
  <xsl:function name="fp:is-title" as="xs:boolean">
    <xsl:param name="unit" as="element(p:unit)"/>
    <xsl:variable name="part" as="element(p:group)?"
      select="$unit/parent::p:group[*[1] is $unit]"/>
    <xsl:sequence select="$part/@label = $unit/@label
      or starts-with($part/@label, $unit/@label || '. ')"/>
  </xsl:function>

  <!-- Who a book is by: persons, their roles and their institutions stand on lines of their own.
       <p:editor><persName>A. Muster</persName><orgName>Academy</orgName></p:editor> -->
  <xsl:function name="fp:named" as="node()*">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="parts" as="element()*"
      select="$name[not(text()[normalize-space()])]/(persName | name | orgName | roleName)"/>
    <xsl:choose>
      <xsl:when test="exists($parts) and empty($name/* except ($parts, $name/idno))">
        <xsl:for-each select="$parts">
          <xsl:if test="position() gt 1">
            <break/>
          </xsl:if>
          <xsl:sequence select="fp:run-on(.)"/>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="fp:run-on($name)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="fp:joined" as="xs:string">
    <xsl:param name="names" as="xs:string*"/>
    <xsl:sequence select="string-join($names, '; ')"/>
  </xsl:function>

</xsl:stylesheet>
