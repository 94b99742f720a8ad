<?xml version="1.0" encoding="UTF-8"?>
<!-- Tables, which scroll within themselves where a screen is narrow. -->
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

  <!-- <table><row role="label"><cell>…</cell></row></table> -->
  <xsl:template match="table" mode="m:body">
    <div class="table" role="region" tabindex="0" aria-label="{f:label('table')}">
      <table>
        <xsl:sequence select="f:attributes(., ())"/>
        <xsl:where-populated>
          <caption>
            <xsl:apply-templates select="head" mode="#current"/>
          </caption>
        </xsl:where-populated>
        <tbody>
          <xsl:for-each-group select="node()[not(self::head)]" group-ending-with="row">
            <tr>
              <xsl:sequence select="current-group()[self::row] ! f:attributes(., ())"/>
              <xsl:sequence select="fp:cells(current-group())"/>
            </tr>
          </xsl:for-each-group>
        </tbody>
      </table>
    </div>
  </xsl:template>

  <xsl:template match="cell" mode="m:body">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <!-- The cells of a row, the first of them with what stands between the rows. -->
  <xsl:function name="fp:cells" as="element()*">
    <xsl:param name="group" as="node()*"/>
    <xsl:for-each-group select="$group[not(self::row)], $group/self::row/node()"
      group-ending-with="cell">
      <xsl:variable name="cell" as="element(cell)?" select="current-group()/self::cell"/>
      <xsl:element name="{if (fp:is-label($cell)) then 'th' else 'td'}"
        namespace="http://www.w3.org/1999/xhtml">
        <xsl:sequence select="$cell ! (f:attributes(., ()), fp:span(@cols, 'colspan'),
          fp:span(@rows, 'rowspan'), fp:scope(.))"/>
        <xsl:apply-templates select="current-group()" mode="m:body"/>
      </xsl:element>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="fp:is-label" as="xs:boolean">
    <xsl:param name="cell" as="element(cell)?"/>
    <xsl:sequence select="$cell/(@role, ../@role)[1] = ('label', 'head', 'heading')"/>
  </xsl:function>

  <xsl:function name="fp:scope" as="attribute()?">
    <xsl:param name="cell" as="element(cell)"/>
    <xsl:if test="fp:is-label($cell)">
      <xsl:attribute name="scope" select="if ($cell/../@role) then 'col' else 'row'"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="fp:span" as="attribute()?">
    <xsl:param name="count" as="attribute()?"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:if test="matches($count, '^[1-9]\d{0,2}$') and $count ne '1'">
      <xsl:attribute name="{$name}" select="$count"/>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
