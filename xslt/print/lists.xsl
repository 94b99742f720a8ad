<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared" xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private" xmlns:m="urn:tei-edition:modes"
  xmlns:mp="urn:tei-edition:private-modes">

  <!-- Lists and tables.
       <list rend="numbered"><item>…</item></list> <table><row role="label"><cell>…</cell></row> -->

  <xsl:template match="list[@p:role = 'block'] | castList | castGroup | listBibl
    | listPerson[@p:role = 'block'] | listOrg[@p:role = 'block'] | listPlace[@p:role = 'block']"
    mode="m:body">
    <xsl:apply-templates select="head" mode="m:body"/>
    <list kind="{fp:list-kind(.)}">
      <xsl:sequence select="fp:common(.)"/>
      <xsl:apply-templates select="* except head" mode="m:body"/>
    </list>
  </xsl:template>

  <xsl:template match="list/item | castItem | listBibl/*[@p:role = 'block'][not(self::head)]"
    mode="m:body">
    <item>
      <xsl:sequence select="fp:common(.)"/>
      <xsl:if test="self::item">
        <xsl:for-each select="preceding-sibling::*[1][self::label]">
          <label>
            <xsl:sequence select="fp:common(.)"/>
            <xsl:apply-templates mode="m:body"/>
          </label>
        </xsl:for-each>
      </xsl:if>
      <xsl:call-template name="mp:flow"/>
    </item>
  </xsl:template>

  <!-- Who or what is described in a list. -->
  <xsl:template match="(listPerson/person | listOrg/org | listPlace/place)
    [not(*[@p:role = 'block'])]" mode="m:body" priority="1">
    <item>
      <xsl:sequence select="fp:common(.)"/>
      <p indent="no">
        <xsl:sequence select="fp:run-on(.)"/>
      </p>
    </item>
  </xsl:template>

  <!-- A label is printed with its item. -->
  <xsl:template match="list/label[following-sibling::*[1][self::item]]" mode="m:body"
    priority="2"/>

  <xsl:template match="table" mode="m:body">
    <xsl:variable name="widths" as="xs:double+"
      select="1, row ! sum(cell ! (@cols, 1)[. castable as xs:integer][1] ! number(.))"/>
    <xsl:apply-templates select="head" mode="m:body"/>
    <table columns="{max($widths)}">
      <xsl:sequence select="fp:common(.)"/>
      <xsl:apply-templates select="row" mode="m:body"/>
    </table>
    <xsl:apply-templates select="* except (head, row)" mode="m:body"/>
  </xsl:template>

  <xsl:template match="table/row" mode="m:body">
    <row>
      <xsl:copy-of select="@role[. = 'label']"/>
      <xsl:apply-templates select="*" mode="m:body"/>
    </row>
  </xsl:template>

  <xsl:template match="row/cell" mode="m:body">
    <cell>
      <xsl:sequence select="fp:common(.), fp:shape(.)"/>
      <xsl:copy-of select="(@cols, @rows)[. castable as xs:positiveInteger]"/>
      <xsl:copy-of select="@role[. = 'label']"/>
      <xsl:call-template name="mp:flow"/>
    </cell>
  </xsl:template>

  <!-- What marks the items: numbers, bullets, or nothing where the source does not say. -->
  <xsl:function name="fp:list-kind" as="xs:string">
    <xsl:param name="list" as="element()"/>
    <xsl:variable name="words" as="xs:string*"
      select="tokenize(string-join(($list/@type, $list/@rend), ' '))"/>
    <xsl:sequence select="
      if ($words = ('ordered', 'numbered')) then 'numbered'
      else if ($words = ('bulleted', 'unordered')) then 'bulleted'
      else if ($list/label) then 'labelled'
      else 'simple'"/>
  </xsl:function>

</xsl:stylesheet>
