<?xml version="1.0" encoding="UTF-8"?>
<!-- What a stylesheet has to say about the edition, with the place in its sources. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared"
  xmlns:f="urn:tei-edition:functions">

  <!-- The codes of all reports; docs/codes describes them. -->
  <xsl:variable name="f:unhandled" as="xs:string" select="'XSL001'"/>

  <!--
    Report something about an element: the build shows $text with the element's file, line and
    column. Reports with the same $cause are shown as one that lists the places.
    As in f:report($f:unhandled, ., 'No rule for “formula”.', 'formula').
  -->
  <xsl:function name="f:report" as="item()*" new-each-time="yes">
    <xsl:param name="code" as="xs:string"/>
    <xsl:param name="element" as="element()"/>
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="cause" as="xs:string"/>
    <xsl:message>
      <p:message code="{$code}" at="{$element/ancestor-or-self::*[@p:at][1]/@p:at}"
        cause="{$cause}">{$text}</p:message>
    </xsl:message>
  </xsl:function>

</xsl:stylesheet>
