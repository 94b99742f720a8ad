<?xml version="1.0" encoding="UTF-8"?>
<!-- The figures of each plot as a table. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared" xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private" xmlns:m="urn:tei-edition:modes"
  xmlns="http://www.w3.org/1999/xhtml">

  <xsl:key name="witness" match="p:witness" use="@n"/>

  <xsl:template match="p:statistics" mode="m:figures">
    <xsl:param name="plot" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="$plot = 'agreement'">
        <xsl:sequence select="fp:table(('witness', 'witness', 'agree', 'compared', 'share'),
          p:pair ! [key('witness', @one)/string(@label), key('witness', @two)/string(@label),
            number(@agree), number(@compared), number(@share)])"/>
      </xsl:when>
      <xsl:when test="$plot = 'tree'">
        <xsl:sequence select="fp:table(('witness', 'length'),
          p:tree/p:branch[@label] ! [string(@label), number(@length)])"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="fp:table(('text', 'first', 'words', 'entries'),
          p:stretch ! [string(@text), number(@first), number(@words), number(@entries)])"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A table of figures: the heads are keys of labels, a row is an array. -->
  <xsl:function name="fp:table" as="element()">
    <xsl:param name="heads" as="xs:string*"/>
    <xsl:param name="rows" as="array(*)*"/>
    <table>
      <thead>
        <tr>
          <xsl:for-each select="$heads">
            <th scope="col">{f:label('figures-' || .)}</th>
          </xsl:for-each>
        </tr>
      </thead>
      <tbody>
        <xsl:for-each select="$rows">
          <tr>
            <xsl:for-each select="?*">
              <td>
                <xsl:if test=". instance of xs:double">
                  <xsl:attribute name="class" select="'number'"/>
                </xsl:if>
                <xsl:text>{.}</xsl:text>
              </td>
            </xsl:for-each>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
  </xsl:function>

</xsl:stylesheet>
