<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements that need no rule of their own, and what becomes of those that no rule knows. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:p="urn:tei-edition:prepared"
  xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private"
  xmlns:m="urn:tei-edition:modes"
  xmlns:mp="urn:tei-edition:private-modes">

  <!--
    Every element that has no rule elsewhere: a block with its name as class; a phrase the same,
    or, where its name says nothing about its look, its words only. An element that is in neither
    list is shown like them, and one warning names it.
  -->
  <xsl:template match="*" mode="m:body" priority="-2">
    <xsl:variable name="name" as="xs:string" select="local-name()"/>
    <xsl:variable name="bare" as="xs:boolean" select="exists($fp:bare($name))"/>
    <xsl:variable name="known" as="xs:boolean"
      select="exists(self::tei:*) and ($bare or exists($fp:named($name)))"/>
    <xsl:variable name="box" as="xs:string" select="f:box(.)"/>
    <xsl:variable name="class" as="xs:string?" select="
      if (not($known)) then 'unhandled' else $name[$box = 'div' or not($bare)]"/>
    <xsl:if test="not($known)">
      <xsl:sequence select="fp:report-once(.)"/>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="$box = 'div' or exists($class) or f:has-attributes(.)">
        <xsl:element name="{$box}" namespace="http://www.w3.org/1999/xhtml">
          <xsl:sequence select="f:attributes(., $class)"/>
          <xsl:apply-templates mode="#current"/>
        </xsl:element>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates mode="#current"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Phrases whose name says nothing about their look. -->
  <xsl:variable name="fp:bare" static="yes" as="map(xs:string, xs:boolean)" select="
    map:merge(tokenize(
      'w pc c m cl phr s seg num measure measureGrp unit time g distinct surname forename'
      || ' roleName genName addName nameLink settlement country region district bloc geogFeat'
      || ' offset email locus locusGrp abbr expan ex am orig reg sic corr lem rdg author editor'
      || ' publisher pubPlace biblScope extent edition respStmt resp monogr analytic series'
      || ' imprint idno restore retrace mod redo undo docAuthor docDate ident label street'
      || ' postCode postBox lang desc caption writing geo anchor meeting availability licence'
      || ' textLang biblStruct biblFull citedRange objectType material height width depth dim'
      || ' dimensions origDate origPlace repository institution collection msIdentifier listRef'
      || ' gram gramGrp form pos sense def entry orth pron usg etym lbl xr tns case gen number'
      || ' per mood itype vocal incident kinesic pause shift eventName objectName space title'
      ) ! map { .: true() })"/>

  <!-- Elements that a style sheet may want to tell apart by their name. -->
  <xsl:variable name="fp:named" static="yes" as="map(xs:string, xs:boolean)" select="
    map:merge(tokenize(
      'argument epigraph trailer byline titlePage docTitle titlePart docImprint docEdition'
      || ' imprimatur eg divGen line u annotationBlock listWit listApp listPerson listPlace'
      || ' listOrg listEvent listObject listChange listRelation hi soCalled gloss mentioned term'
      || ' code kw gi att val tag handShift view camera sound tech move signatures q said quote'
      || ' cit note bibl listBibl person personGrp place org event object birth death floruit age'
      || ' sex gender faith nationality occupation education affiliation residence socecStatus'
      || ' trait state langKnowledge langKnown location relation terrain population climate geog'
      || ' witness msDesc msPart msFrag msName altIdentifier msContents msItem msItemStruct'
      || ' summary incipit explicit rubric finalRubric colophon physDesc objectDesc supportDesc'
      || ' support foliation collation condition layoutDesc layout handDesc handNote scriptDesc'
      || ' scriptNote typeDesc typeNote decoDesc decoNote additions bindingDesc binding sealDesc'
      || ' seal accMat musicNotation history origin provenance acquisition additional adminInfo'
      || ' recordHist custodialHist custEvent surrogates source catchwords secFol stamp watermark'
      || ' heraldry filiation relatedItem sp spGrp castList castGroup castItem set prologue'
      || ' epilogue performance speaker stage role roleDesc actor opener closer dateline salute'
      || ' signed postscript address addrLine fw lg metamark subst damage unclear item headLabel'
      || ' headItem'
      ) ! map { .: true() })"/>

  <!-- Blocks, where the prepared edition does not say so: in headers and registers. -->
  <xsl:variable name="fp:blocks" static="yes" as="map(xs:string, xs:boolean)" select="
    map:merge(tokenize(
      'p ab list table lg l listBibl listWit witness msDesc eg listPerson listPlace listOrg'
      || ' msContents msItem physDesc history additional figure item'
      ) ! map { .: true() })"/>

  <!-- The HTML element for what may be a block or a phrase: div or span. -->
  <xsl:function name="f:box" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      if ($element/@p:role) then (if ($element/@p:role = 'block') then 'div' else 'span')
      else if (exists($fp:blocks(local-name($element)))) then 'div' else 'span'"/>
  </xsl:function>

  <!-- Of another vocabulary (a drawing, an example) only the outermost element is reported. -->
  <xsl:function name="fp:report-once" as="item()*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="other" as="xs:boolean" select="empty($element/self::tei:*)"/>
    <xsl:if test="not($other and namespace-uri($element/..) = namespace-uri($element))">
      <xsl:sequence select="
        f:report($f:unhandled, $element, 'The web edition has no rule for “' || name($element)
          || '”' || ' of another vocabulary'[$other] || ': its text is shown as it stands.',
          name($element))"/>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
