<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared" xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private" xmlns:m="urn:tei-edition:modes"
  xmlns:mp="urn:tei-edition:private-modes">

  <!-- What the header says of the edition: the imprint behind the title page, and the account of
       the edition at the end. -->

  <!-- The imprint: who is responsible for what, who publishes it, from what it was made, on what
       terms it may be used. -->
  <xsl:mode name="m:imprint" on-no-match="shallow-skip"/>

  <xsl:template match="teiHeader" mode="m:imprint">
    <imprint>
      <xsl:apply-templates select="fileDesc/titleStmt/(respStmt | funder | sponsor | principal)"
        mode="m:imprint"/>
      <xsl:apply-templates select="fileDesc/editionStmt/*" mode="m:imprint"/>
      <xsl:call-template name="mp:publication"/>
      <xsl:apply-templates select="fileDesc/publicationStmt/availability/*" mode="m:imprint"/>
      <xsl:apply-templates select="fileDesc/sourceDesc/*" mode="m:imprint"/>
    </imprint>
  </xsl:template>

  <xsl:template match="*[self::p or self::ab or self::bibl or self::licence or self::edition
    or self::biblStruct or self::funder or self::sponsor or self::principal or self::note
    or self::desc][normalize-space()]" mode="m:imprint">
    <p indent="no">
      <xsl:sequence select="fp:common(.)"/>
      <xsl:sequence select="fp:run-on(.)"/>
      <xsl:if test="self::licence/@target">
        <xsl:text> </xsl:text>
        <link url="{@target}">{@target}</link>
      </xsl:if>
    </p>
  </xsl:template>

  <!-- A licence in several paragraphs, with the lists between them. -->
  <xsl:template match="licence[p]" mode="m:imprint" priority="1">
    <xsl:apply-templates select="p | list" mode="m:imprint"/>
    <xsl:if test="@target">
      <p indent="no">
        <link url="{@target}">{@target}</link>
      </p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="list" mode="m:imprint">
    <xsl:apply-templates select="." mode="m:body"/>
  </xsl:template>

  <xsl:template match="respStmt" mode="m:imprint">
    <p indent="no">
      <xsl:sequence select="resp ! fp:run-on(.)"/>
      <sign>{if (matches(resp[last()], '(\s(by|von|par)|[.,:;])\s*$')) then ' ' else ': '}</sign>
      <xsl:variable name="names" as="element()*" select="* except (resp, note)"/>
      <xsl:for-each select="$names">
        <xsl:if test="position() gt 1">
          <sign>{if ($names[contains(., ',')]) then '; ' else ', '}</sign>
        </xsl:if>
        <xsl:sequence select="fp:run-on(.)"/>
      </xsl:for-each>
    </p>
  </xsl:template>

  <!-- The account of the edition: what it aims at, and what the editors have done. -->
  <xsl:mode name="m:about" on-no-match="shallow-skip"/>

  <xsl:template match="teiHeader" mode="m:about">
    <xsl:variable name="parts" as="element()*" select="encodingDesc/(projectDesc | samplingDecl
      | editorialDecl)[normalize-space()]"/>
    <xsl:if test="exists($parts)">
      <about label="{f:label('about')}">
        <xsl:apply-templates select="$parts" mode="m:about"/>
      </about>
    </xsl:if>
  </xsl:template>

  <xsl:template match="encodingDesc/* | editorialDecl/*[* and not(self::p)]" mode="m:about">
    <xsl:variable name="label" as="xs:string" select="'field-' || local-name()"/>
    <xsl:if test="f:has-label($label)">
      <p class="caption">{f:label($label)}</p>
    </xsl:if>
    <xsl:apply-templates select="*" mode="m:about"/>
  </xsl:template>

  <xsl:template match="p | ab" mode="m:about" priority="1">
    <p>
      <xsl:sequence select="fp:common(.)"/>
      <xsl:if test="position() = 1">
        <xsl:attribute name="indent" select="'no'"/>
      </xsl:if>
      <xsl:apply-templates mode="m:body"/>
    </p>
  </xsl:template>

  <xsl:template match="list" mode="m:about" priority="1">
    <xsl:apply-templates select="." mode="m:body"/>
  </xsl:template>

  <!-- Descriptions of persons, places, books: the source has no blanks between their parts. -->
  <xsl:template match="biblStruct | monogr | analytic | imprint | series | person | place | org
    | respStmt | msIdentifier | location | witness[not(text()[normalize-space()])]
    | address | (author | editor)[parent::bibl[ancestor::teiHeader] or ancestor::biblStruct]
    | persName[ancestor::biblStruct]" mode="m:body">
    <xsl:choose>
      <xsl:when test="@p:role = 'block' and not(*[@p:role = 'block'])">
        <p indent="no">
          <xsl:sequence select="fp:common(.), fp:run-on(.)"/>
        </p>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="fp:run-on(.)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The content of an element on one line: parts that touch are parted by a blank, those of a
       description that has nothing but parts by marks of punctuation.
       <monogr><author>Savile</author><title>Works</title><imprint>…</imprint></monogr> -->
  <xsl:function name="fp:run-on" as="node()*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="is-parted" as="xs:boolean" select="fp:is-parted($element)"/>
    <xsl:for-each select="$element/node()[not($is-parted) or normalize-space() or self::ptr]">
      <xsl:choose>
        <xsl:when test="$is-parted">
          <xsl:variable name="before" as="element()?"
            select="preceding-sibling::*[normalize-space() or self::ptr][1]"/>
          <xsl:if test="$before">
            <sign>{fp:between($before, .)}</sign>
          </xsl:if>
        </xsl:when>
        <xsl:when test="self::* and preceding-sibling::node()[1][self::*]">
          <xsl:text> </xsl:text>
        </xsl:when>
        <xsl:otherwise/>
      </xsl:choose>
      <xsl:apply-templates select="." mode="m:body"/>
    </xsl:for-each>
  </xsl:function>

  <!-- Has the source nothing but blanks between the parts of a description? -->
  <xsl:function name="fp:is-parted" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[not(text()[normalize-space()])]
      [self::biblStruct or self::analytic or self::monogr or self::imprint or self::series
        or self::address or self::msIdentifier or self::author or self::editor or self::persName
        or self::funder or self::person or self::org or self::place
        or (self::bibl and ancestor::teiHeader)])"/>
  </xsl:function>

  <!-- What parts two of them: Savile, Henry: Works, Eton: Norton, 1612 -->
  <xsl:function name="fp:between" as="xs:string">
    <xsl:param name="before" as="element()"/>
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="
      if (matches($before, '[,;:.]\s*$')) then ' '
      else if ($part[self::forename] and $before[self::surname]) then ', '
      else if ($part[self::forename or self::surname or self::nameLink or self::roleName
        or self::addName or self::genName]) then ' '
      else if ($part[self::title] and $before[self::author]) then ': '
      else if ($part[self::publisher] and $before[self::pubPlace]) then ': '
      else if (name($part) = name($before) and $part[self::author or self::editor]) then '; '
      else if ($part[self::title] and $before[self::title] or $part[self::note]) then '. '
      else ', '"/>
  </xsl:function>

  <!-- The date of publication, for the PDF's own description: 2024-05-01, 2024, or nothing. -->
  <xsl:function name="fp:date" as="xs:string">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:sequence select="string(($header/fileDesc/publicationStmt/descendant::date/@when
      [matches(., '^\d{4}(-\d\d(-\d\d)?)?$')])[1])"/>
  </xsl:function>

  <!-- Publisher, place and date on one line. -->
  <xsl:template name="mp:publication" as="element()*">
    <xsl:variable name="parts" as="element()*"
      select="fileDesc/publicationStmt/(publisher | distributor | authority | pubPlace | date)
        [normalize-space()]"/>
    <xsl:if test="exists($parts)">
      <p indent="no">
        <xsl:for-each select="$parts">
          <xsl:if test="position() gt 1">
            <sign>, </sign>
          </xsl:if>
          <xsl:sequence select="fp:run-on(.)"/>
        </xsl:for-each>
      </p>
    </xsl:if>
    <xsl:apply-templates select="fileDesc/publicationStmt/(p | ab)" mode="m:imprint"/>
  </xsl:template>

</xsl:stylesheet>
