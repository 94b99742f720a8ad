<?xml version="1.0" encoding="UTF-8"?>
<!-- What the lists of emendations say of one, on the pages of a site and in a book. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared"
  xmlns:f="urn:tei-edition:functions">

  <!-- The kinds of emendation that the header describes: <category n="accent">. -->
  <xsl:key name="kind" match="category[catDesc]" use="@n"/>

  <!-- What the header says of the kind of an emendation. -->
  <xsl:function name="f:kind" as="element(category)?">
    <xsl:param name="emendation" as="element(p:emendation)"/>
    <xsl:sequence select="key('kind', string($emendation/@kind), $shared)[1]"/>
  </xsl:function>

  <!-- The name of its kind, where the header describes it: “quotation mark”. -->
  <xsl:function name="f:kind-name" as="xs:string?">
    <xsl:param name="emendation" as="element(p:emendation)"/>
    <xsl:sequence select="f:kind($emendation) ! translate(@n, '-', ' ')"/>
  </xsl:function>

  <!-- How certain it is, in words: “probable”. -->
  <xsl:function name="f:certainty" as="xs:string?">
    <xsl:param name="emendation" as="element(p:emendation)"/>
    <xsl:variable name="key" as="xs:string" select="concat('cert-', $emendation/@cert)"/>
    <xsl:sequence select="if (f:has-label($key)) then f:label($key) else ()"/>
  </xsl:function>

</xsl:stylesheet>
