<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared" xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private" xmlns:m="urn:tei-edition:modes"
  xmlns:mp="urn:tei-edition:private-modes">

  <!-- Figures: the image with its description for those who do not see it, and its caption.
       <figure><graphic url="a.png"/><head>The ship</head><figDesc>A sailing ship</figDesc> -->

  <xsl:template match="figure[@p:role = 'block'] | figure[@p:mixed = 'yes']" mode="m:body">
    <figure>
      <xsl:sequence select="fp:common(.)"/>
      <xsl:for-each select="descendant::graphic">
        <xsl:sequence select="fp:image(.)"/>
      </xsl:for-each>
      <xsl:where-populated>
        <caption>
          <xsl:for-each select="*[not(self::graphic or self::figDesc)]">
            <xsl:if test="position() gt 1">
              <break/>
            </xsl:if>
            <xsl:apply-templates mode="m:body"/>
          </xsl:for-each>
        </caption>
      </xsl:where-populated>
    </figure>
  </xsl:template>

  <xsl:template match="graphic" mode="m:body">
    <xsl:sequence select="fp:image(.)"/>
  </xsl:template>

  <!-- An image; without a path where the edition does not have it, for the build to say so. -->
  <xsl:function name="fp:image" as="element(Q{}image)">
    <xsl:param name="graphic" as="element()"/>
    <xsl:variable name="described" as="xs:string"
      select="normalize-space(($graphic/ancestor::figure[1]/figDesc, $graphic/desc)[1])"/>
    <xsl:variable name="caption" as="xs:string"
      select="normalize-space($graphic/ancestor::figure[1]/head[1])"/>
    <image at="{$graphic/@p:at}" path="{$graphic/@p:image}" source="{$graphic/@url}"
      alt="{($described, $caption, f:label('image'))[. ne ''][1]}"/>
  </xsl:function>

</xsl:stylesheet>
