<?xml version="1.0" encoding="UTF-8"?>
<!-- How to cite the edition, or the page. -->
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

  <!--
    Author, Title, edited by …, version (publisher, date), with the address of the page. On the
    page of a text its label comes first.
  -->
  <xsl:function name="f:citation" as="node()*">
    <xsl:variable name="file" as="element(fileDesc)?"
      select="$f:edition/p:header/teiHeader/fileDesc"/>
    <xsl:variable name="issue" as="xs:string" select="fp:said((
      $file/publicationStmt/(publisher, authority)[1], $file/publicationStmt/date[1]))"/>
    <xsl:variable name="after" as="xs:string" select="(
      $f:edition/p:editor[normalize-space()][1]
        ! (f:label('edited-by') || ' ' || fp:said($f:edition/p:editor)),
      fp:said($file/editionStmt/edition[1]))[. ne ''] => string-join(', ')"/>
    <xsl:text>{fp:said($f:edition/p:author)[. ne ''] ! (. || ', ')}</xsl:text>
    <cite>{$f:edition-title}</cite>
    <xsl:text>{$after[. ne ''] ! (', ' || .)}{$issue[. ne ''] ! (' (' || . || ')')}</xsl:text>
    <xsl:text>{fp:here()}.</xsl:text>
    <xsl:if test="$settings?url">
      <xsl:text> </xsl:text>
      <span class="address">{f:canonical()}</span>
    </xsl:if>
  </xsl:function>

  <!-- What elements of the header say, on one line; a date may say it in its attribute. -->
  <xsl:function name="fp:said" as="xs:string">
    <xsl:param name="elements" as="element()*"/>
    <xsl:sequence select="
      $elements ! (normalize-space()[. ne ''], string(@when)[. ne ''])[1] => string-join(', ')"/>
  </xsl:function>

  <!-- On the page of a text: its name. -->
  <xsl:function name="fp:here" as="xs:string?">
    <xsl:sequence select="key('unit', $f:current-text, $shared)/@label ! (', ' || .)"/>
  </xsl:function>

</xsl:stylesheet>
