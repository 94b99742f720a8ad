<?xml version="1.0" encoding="UTF-8"?>
<!-- Signs: what the marks on the pages mean, those that this edition uses. -->
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

  <xsl:template match="p:edition[$page = 'signs']" mode="m:title" as="xs:string">
    <xsl:sequence select="f:label('signs')"/>
  </xsl:template>

  <xsl:template match="p:edition[$page = 'signs']" mode="m:main">
    <h1>
      <xsl:sequence select="f:interface()"/>
      <xsl:text>{f:label('signs')}</xsl:text>
    </h1>
    <table class="signs">
      <xsl:sequence select="f:interface()"/>
      <thead>
        <tr>
          <th scope="col">{f:label('sign')}</th>
          <th scope="col">{f:label('meaning')}</th>
        </tr>
      </thead>
      <tbody>
        <xsl:for-each select="$fp:signs[@key = $settings?signs?*]">
          <tr>
            <td class="sample">
              <xsl:sequence select="node()"/>
            </td>
            <td>{f:label('sign-' || @key)}</td>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
  </xsl:template>

  <!-- Every sign as the pages show it, by the name of what it stands for. -->
  <xsl:variable name="fp:signs" as="element(sign)+" xpath-default-namespace="">
    <sign key="layers" xmlns=""><i xmlns="http://www.w3.org/1999/xhtml">
      <xsl:text>{f:label('layer-reading')} | {f:label('layer-diplomatic')}</xsl:text>
    </i></sign>
    <sign key="number" xmlns=""><span xmlns="http://www.w3.org/1999/xhtml" class="locus">12</span>
    </sign>
    <sign key="name" xmlns=""><span xmlns="http://www.w3.org/1999/xhtml" class="name">Anna</span>
    </sign>
    <sign key="note" xmlns=""><sup xmlns="http://www.w3.org/1999/xhtml" class="call">1</sup></sign>
    <sign key="emendation" xmlns=""><span xmlns="http://www.w3.org/1999/xhtml"
      class="emended anchored">abc</span></sign>
    <sign key="passage" xmlns=""><span xmlns="http://www.w3.org/1999/xhtml"
      class="passage anchored">abc</span> abc<span xmlns="http://www.w3.org/1999/xhtml"
      class="sign">°</span></sign>
    <sign key="supplied" xmlns="">⟨abc⟩</sign>
    <sign key="lost" xmlns="">[abc]</sign>
    <sign key="unclear" xmlns=""><span xmlns="http://www.w3.org/1999/xhtml"
      class="unclear">abc</span></sign>
    <sign key="gap" xmlns="">[…]</sign>
    <sign key="space" xmlns="">[{f:label('space')}]</sign>
    <sign key="sic" xmlns="">abc [sic]</sign>
    <sign key="del" xmlns="">⟦abc⟧</sign>
    <sign key="add" xmlns="">`abc´</sign>
    <sign key="pb" xmlns="">[{f:label('page', '12')}]</sign>
  </xsl:variable>

</xsl:stylesheet>
