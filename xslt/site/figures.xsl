<?xml version="1.0" encoding="UTF-8"?>
<!-- Figures, images, formulae. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:mml="http://www.w3.org/1998/Math/MathML"
  xmlns:p="urn:tei-edition:prepared"
  xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private"
  xmlns:m="urn:tei-edition:modes"
  xmlns:mp="urn:tei-edition:private-modes">

  <!-- <figure><graphic url="map.png"/><head>The camp</head><figDesc>…</figDesc></figure> -->
  <xsl:template match="figure" mode="m:body">
    <xsl:variable name="images" as="node()*">
      <xsl:apply-templates select="graphic | media" mode="#current"/>
      <xsl:if test="empty(graphic/@p:image)">
        <xsl:sequence select="fp:described(.)"/>
      </xsl:if>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="@p:role = 'block' or descendant::*/@p:role = 'block'">
        <figure>
          <xsl:sequence select="f:attributes(., ()), $images"/>
          <xsl:where-populated>
            <figcaption>
              <xsl:apply-templates select="node() except (graphic | media)" mode="#current"/>
            </figcaption>
          </xsl:where-populated>
        </figure>
      </xsl:when>
      <xsl:otherwise>
        <span>
          <xsl:sequence select="f:attributes(., 'figure'), $images"/>
          <xsl:apply-templates select="node() except (graphic | media)" mode="#current"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- An image, with the figure's description for those who cannot see it. -->
  <xsl:template match="graphic[@p:image]" mode="m:body">
    <img src="{$f:root}images/{string-join(tokenize(@p:image, '/') ! encode-for-uri(.), '/')}"
      alt="{normalize-space(string-join((desc, ../figDesc), ' '))}" loading="lazy">
      <xsl:sequence select="f:attributes(., ())"/>
    </img>
  </xsl:template>

  <!-- An image that is not in the edition: a link to it where it has an address. -->
  <xsl:template match="graphic | media" mode="m:body">
    <xsl:if test="@p:url and not(f:in-link(.))">
      <a class="added ref" href="{@p:url}">{f:label('image')}</a>
    </xsl:if>
  </xsl:template>

  <!-- <formula notation="TeX">\alpha</formula>: in its own notation, or as MathML. -->
  <xsl:template match="formula" mode="m:body">
    <xsl:element name="{f:box(.)}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:sequence select="f:attributes(., 'formula'[current()[not(mml:math)]])"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="mml:math" mode="m:body">
    <math xmlns="http://www.w3.org/1998/Math/MathML">
      <xsl:apply-templates mode="m:math"/>
    </math>
  </xsl:template>

  <!-- MathML for browsers: its elements for layout without attributes, of others the text. -->
  <xsl:mode name="m:math" on-no-match="text-only-copy" visibility="public"/>

  <xsl:template mode="m:math"
    match="mml:*[contains($fp:math, ' ' || local-name() || ' ')]">
    <xsl:element name="{local-name()}" namespace="http://www.w3.org/1998/Math/MathML">
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:variable name="fp:math" as="xs:string" select="
    ' mrow mi mn mo mtext ms mspace mfrac msqrt mroot msub msup msubsup munder mover munderover'
    || ' mmultiscripts mprescripts mtable mtr mtd mstyle merror mpadded mphantom '"/>

  <!-- The description of a figure whose image is not there. -->
  <xsl:function name="fp:described" as="element()?">
    <xsl:param name="figure" as="element(figure)"/>
    <xsl:if test="$figure/figDesc[normalize-space()]">
      <span class="added figure-description">
        <xsl:text>[{f:label('figure')}: </xsl:text>
        <xsl:text>{normalize-space(string-join($figure/figDesc, ' '))}]</xsl:text>
      </span>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
