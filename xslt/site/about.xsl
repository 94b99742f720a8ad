<?xml version="1.0" encoding="UTF-8"?>
<!-- About the edition: its header, part by part. -->
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

  <!-- A statement of the header, or of a record: a label and what is said. -->
  <xsl:mode name="m:fact" on-no-match="text-only-copy" visibility="public"/>

  <xsl:template match="p:edition[$page = 'about']" mode="m:title" as="xs:string">
    <xsl:sequence select="f:label('about')"/>
  </xsl:template>

  <xsl:template match="p:edition[$page = 'about']" mode="m:main">
    <xsl:variable name="header" as="element(teiHeader)?" select="p:header/teiHeader"/>
    <xsl:variable name="file" as="element(fileDesc)?" select="$header/fileDesc"/>
    <xsl:variable name="encoding" as="element(encodingDesc)?" select="$header/encodingDesc"/>
    <h1>
      <xsl:sequence select="f:interface()"/>
      <xsl:text>{f:label('about')}</xsl:text>
    </h1>
    <div class="about">
      <xsl:sequence select="
        fp:section('responsibility', $file/titleStmt/*),
        fp:section('publication',
          $file/(editionStmt, extent, publicationStmt, seriesStmt, notesStmt)),
        fp:section('sources', $file/sourceDesc/*),
        if ($f:has-principles) then fp:to-principles() else f:principles($encoding),
        fp:section('profile', $header/profileDesc/*),
        fp:section('changes', $header/revisionDesc/*),
        fp:section('further', $header/(* except (fileDesc, encodingDesc, profileDesc,
          revisionDesc)))"/>
      <xsl:sequence select="fp:section('witnesses', p:witnesses/p:witness)"/>
      <section class="how-to-cite" id="page:how-to-cite">
        <h2>
          <xsl:sequence select="f:interface()"/>
          <xsl:text>{f:label('how-to-cite')}</xsl:text>
        </h2>
        <p>
          <xsl:sequence select="f:citation()"/>
        </p>
      </section>
    </div>
  </xsl:template>

  <!-- <publisher>…</publisher>: “Publisher” and what it says; parts within are facts in turn. -->
  <xsl:template match="*" mode="m:fact">
    <xsl:variable name="key" as="xs:string" select="'field-' || local-name()"/>
    <xsl:variable name="parts" as="xs:boolean"
      select="exists(*) and empty(text()[normalize-space()])"/>
    <xsl:if test="normalize-space() or descendant-or-self::*/@when">
      <div class="fact {local-name()}">
        <xsl:sequence select="f:language(.)"/>
        <xsl:if test="f:has-label($key)">
          <span class="fact-label">
            <xsl:sequence select="f:interface()"/>
            <xsl:text>{string-join((f:label($key), fp:kind(.)), ', ')}</xsl:text>
          </span>
          <xsl:text> </xsl:text>
        </xsl:if>
        <div class="fact-text">
          <xsl:choose>
            <xsl:when test="$parts">
              <xsl:apply-templates mode="#current"/>
            </xsl:when>
            <xsl:otherwise>
              <xsl:apply-templates mode="m:body"/>
              <xsl:if test="not(normalize-space())">{@when}</xsl:if>
            </xsl:otherwise>
          </xsl:choose>
        </div>
      </div>
    </xsl:if>
  </xsl:template>

  <!-- What is running text stands as in a text. -->
  <xsl:template mode="m:fact" priority="2" match="
    p | ab | list | table | lg | l | head | quote | figure | listBibl | listWit | witness | note[p]
    | eg | q | ref | ptr">
    <xsl:apply-templates select="." mode="m:body"/>
  </xsl:template>

  <!-- Names and their parts run on. -->
  <xsl:template mode="m:fact" priority="1" match="
    persName | orgName | placeName | name | surname | forename | roleName | genName | addName
    | nameLink">
    <span class="fact-name">
      <xsl:apply-templates select="." mode="m:body"/>
    </span>
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- <licence target="…">: the words are the link. -->
  <xsl:template match="licence" mode="m:fact" priority="1">
    <div class="fact licence">
      <span class="fact-label">{f:label('licence')}</span>
      <div class="fact-text">
        <xsl:apply-templates mode="m:body"/>
        <xsl:for-each select="@target[matches(., '^https?://')]">
          <p>
            <a href="{.}" rel="license">{.}</a>
          </p>
        </xsl:for-each>
      </div>
    </div>
  </xsl:template>

  <!-- <change when="2024-05-01" who="#kh">First version</change> -->
  <xsl:template match="change" mode="m:fact" priority="1">
    <div class="fact change">
      <span class="fact-label">{string-join((@n, (@when, @from, @notBefore)[1]), ' · ')}</span>
      <div class="fact-text">
        <xsl:apply-templates mode="m:body"/>
      </div>
    </div>
  </xsl:template>

  <xsl:template match="p:witness" mode="m:fact" priority="1">
    <div class="fact witness">
      <span class="fact-label">{@siglum}</span>
      <div class="fact-text">
        <xsl:apply-templates select="*" mode="m:body"/>
      </div>
    </div>
  </xsl:template>

  <!-- What the header says of how the edition was made. -->
  <xsl:function name="f:principles" as="element()*">
    <xsl:param name="encoding" as="element(encodingDesc)?"/>
    <xsl:sequence select="
      fp:section('project', $encoding/(projectDesc, samplingDecl)),
      fp:section('principles', $encoding/editorialDecl/*),
      fp:section('encoding', $encoding/(* except (projectDesc, samplingDecl, editorialDecl,
        classDecl[descendant::category/@n = $f:edition/p:emendations/p:emendation/@kind])))"/>
  </xsl:function>

  <!-- The way to the page that tells it. -->
  <xsl:function name="fp:to-principles" as="element()">
    <section id="page:principles">
      <h2>
        <xsl:sequence select="f:interface()"/>
        <xsl:text>{f:label('about-principles')}</xsl:text>
      </h2>
      <p>
        <a href="{$f:root}making.html">
          <xsl:sequence select="f:interface()"/>
          <xsl:text>{f:label('making')}</xsl:text>
        </a>
      </p>
    </section>
  </xsl:function>

  <!-- A part of the page with its heading, if there is anything in it. -->
  <xsl:function name="fp:section" as="element()?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="elements" as="element()*"/>
    <xsl:if test="exists($elements[normalize-space() or descendant-or-self::*/@when])">
      <section id="page:{$key}">
        <h2>
          <xsl:sequence select="f:interface()"/>
          <xsl:text>{f:label('about-' || $key)}</xsl:text>
        </h2>
        <xsl:apply-templates select="$elements" mode="m:fact"/>
      </section>
    </xsl:if>
  </xsl:function>

  <!-- What sort of fact it is, where the encoder says so: “DOI”, “main”. -->
  <xsl:function name="fp:kind" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      $element[self::idno or self::note or self::title]/@type[. ne '' and . ne 'main']
        ! string(.)"/>
  </xsl:function>

</xsl:stylesheet>
