<?xml version="1.0" encoding="UTF-8"?>
<!-- The words of the pages themselves (“Contents”, “Notes”) in the language of the edition. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:p="urn:tei-edition:prepared"
  xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private">

  <!-- The language of the labels: only these are compiled (tei/resources.py). -->
  <xsl:param name="language" static="yes" as="xs:string" select="'en'"/>

  <xsl:include _href="labels-{$language}.xsl"/>
  <xsl:include _href="labels-changes-{$language}.xsl"/>

  <!-- The labels by key. -->
  <xsl:variable name="f:labels" static="yes" as="map(xs:string, xs:string)"
    select="map:merge(($fp:labels, $fp:change-labels))"/>

  <!-- The same as an ordinary variable. -->
  <xsl:variable name="f:label-language" as="xs:string" select="$language"/>

  <!-- A label, as in f:label('notes'): “Notes”. A key without a label stands for itself. -->
  <xsl:function name="f:label" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="($f:labels($key), $key)[1]"/>
  </xsl:function>

  <!-- A label with something put in: f:label('page', '12') is “p. 12”. -->
  <xsl:function name="f:label" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="values" as="xs:string*"/>
    <xsl:sequence select="fold-left($values, f:label($key), fp:put-in#2)"/>
  </xsl:function>

  <!-- The labels of some keys, for a script. -->
  <xsl:function name="f:labels" as="map(xs:string, xs:string)">
    <xsl:param name="keys" as="xs:string*"/>
    <xsl:map>
      <xsl:for-each select="$keys">
        <xsl:map-entry key="." select="f:label(.)"/>
      </xsl:for-each>
    </xsl:map>
  </xsl:function>

  <!-- Whether there is a label for a key. -->
  <xsl:function name="f:has-label" as="xs:boolean">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="exists($f:labels($key))"/>
  </xsl:function>

  <xsl:function name="fp:put-in" as="xs:string">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="
      if (contains($label, '{}'))
      then substring-before($label, '{}') || $value || substring-after($label, '{}')
      else $label"/>
  </xsl:function>

</xsl:stylesheet>
