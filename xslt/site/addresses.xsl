<?xml version="1.0" encoding="UTF-8"?>
<!--
  Where the pages lie, and the keys by which texts, records and emendations are found. A page has
  hundreds of addresses, hence concat(): Saxon joins several strings with it in one step.
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared"
  xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private">

  <xsl:key name="unit" match="p:unit" use="@id"/>
  <xsl:key name="record" match="p:record" use="@id"/>
  <xsl:key name="emendation" match="p:emendation" composite="yes" use="@text, @to"/>
  <xsl:key name="emendations" match="p:emendation" use="@text"/>
  <xsl:key name="note" match="p:note" use="@id"/>
  <xsl:key name="entry" match="p:entry" use="@id"/>
  <xsl:key name="passage" match="p:passage" use="@entry"/>

  <!-- The way from this page up to the site's own folder: “../” for texts/x.html. -->
  <xsl:variable name="f:root" as="xs:string"
    select="string-join((tokenize($path, '/') => tail()) ! '../')"/>

  <!-- The id of the text that this page shows, if it shows one. -->
  <xsl:variable name="f:current-text" as="xs:string?"
    select="tokenize($path[$page = 'text'], '/')[last()] ! substring(., 1, string-length() - 5)"/>

  <!-- The address of a text's page in a layer, or in reading where it has only that. -->
  <xsl:function name="f:text-address" as="xs:string">
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="in" as="xs:string"/>
    <xsl:sequence select="(key('unit', $id, $shared)[1] ! f:unit-address(., $in), '')[1]"/>
  </xsl:function>

  <!-- The same for a text's line in the table of contents. -->
  <xsl:function name="f:unit-address" as="xs:string">
    <xsl:param name="unit" as="element(p:unit)"/>
    <xsl:param name="in" as="xs:string"/>
    <xsl:sequence select="
      concat($f:root,
        if ($in = 'diplomatic' and contains($unit/@layers, $in)) then 'diplomatic/' else 'texts/',
        encode-for-uri($unit/@id), '.html')"/>
  </xsl:function>

  <!-- The address of a place in a text, “texts/chapter-06.html#p12”, in the layer being read. -->
  <xsl:function name="f:place-address" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="concat(f:text-address($text, $layer), f:fragment($id))"/>
  </xsl:function>

  <!-- “#p12”, or nothing for no id. -->
  <xsl:function name="f:fragment" as="xs:string">
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="
      if (not($id)) then ''
      else if (contains($id, ':')) then concat('#', replace(encode-for-uri($id), '%3A', ':'))
      else concat('#', encode-for-uri($id))"/>
  </xsl:function>

  <!-- The address of a record: “registers/person.html#trotsky”. -->
  <xsl:function name="f:record-address" as="xs:string">
    <xsl:param name="record" as="element(p:record)"/>
    <xsl:variable name="kind" as="xs:string" select="$record/../@kind"/>
    <xsl:sequence select="
      concat($f:root, 'registers/', $kind,
        if ($settings?split?* = $kind) then fp:of-letter($record/@letter) else (),
        '.html', f:fragment($record/@id))"/>
  </xsl:function>

  <!-- The address of a register, or of one letter of a register that is too long for a page. -->
  <xsl:function name="f:register-address" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="letter" as="xs:string"/>
    <xsl:sequence select="concat($f:root, 'registers/', $kind, fp:of-letter($letter), '.html')"/>
  </xsl:function>

  <!-- A letter as part of a file name: “-a”, or “-u1040” for one beyond the Latin alphabet. -->
  <xsl:function name="fp:of-letter" as="xs:string">
    <xsl:param name="letter" as="xs:string"/>
    <xsl:sequence select="
      if ($letter eq '') then ''
      else if (matches($letter, '^[A-Za-z0-9]+$')) then concat('-', lower-case($letter))
      else string-join(string-to-codepoints($letter) ! ('-u' || .))"/>
  </xsl:function>

  <!-- The address of the page on which the witnesses of a text are read. -->
  <xsl:function name="f:collation-address" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="$f:root || 'witnesses/' || encode-for-uri($text) || '.html'"/>
  </xsl:function>

</xsl:stylesheet>
