<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of statistics: every plot, and a table of its figures. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared" xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private" xmlns:m="urn:tei-edition:modes"
  xmlns="http://www.w3.org/1999/xhtml">

  <!-- What is wanted of the numbers, as $plot says. -->
  <xsl:mode name="m:statistics" on-no-match="fail" visibility="public"/>
  <!-- One plot, as SVG. -->
  <xsl:mode name="m:plot" on-no-match="shallow-skip" visibility="public"/>
  <!-- The table of the figures that a plot shows. -->
  <xsl:mode name="m:figures" on-no-match="shallow-skip" visibility="public"/>

  <xsl:template match="/" mode="m:statistics">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:template match="p:statistics[$plot = 'page']" mode="m:statistics">
    <html lang="{@xml:lang}">
      <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>{@title}: {f:label('statistics')}</title>
        <style>{$fp:look}</style>
      </head>
      <body>
        <main>
          <h1>{@title}: {f:label('statistics')}</h1>
          <p>{f:label('statistics-lead', string(@places))}</p>
          <xsl:for-each select="('agreement', 'tree', 'along')">
            <xsl:sequence select="fp:section($shared/p:statistics, .)"/>
          </xsl:for-each>
        </main>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="p:statistics" mode="m:statistics">
    <xsl:sequence select="fp:plot(., $plot)"/>
  </xsl:template>

  <!-- The look of the page: it stands alone. -->
  <xsl:variable name="fp:look" as="xs:string" expand-text="no">
    body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-inline-size: 70rem;
      padding-inline: 1rem; }
    figure { margin: 1rem 0; overflow-x: auto; }
    table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
    th, td { padding: 0.1rem 0.6rem; text-align: start; border-block-end: 1px solid #ddd; }
    td.number { text-align: end; }
    details { margin-block: 1rem; }
  </xsl:variable>

  <xsl:function name="fp:section" as="element()">
    <xsl:param name="statistics" as="element(p:statistics)"/>
    <xsl:param name="plot" as="xs:string"/>
    <section>
      <h2>{f:label('statistics-' || $plot)}</h2>
      <p>{f:label('statistics-' || $plot || '-lead')}</p>
      <figure>
        <xsl:sequence select="fp:plot($statistics, $plot)"/>
      </figure>
      <details>
        <summary>{f:label('statistics-figures')}</summary>
        <xsl:apply-templates select="$statistics" mode="m:figures">
          <xsl:with-param name="plot" select="$plot" as="xs:string"/>
        </xsl:apply-templates>
      </details>
    </section>
  </xsl:function>

  <xsl:function name="fp:plot" as="element()">
    <xsl:param name="statistics" as="element(p:statistics)"/>
    <xsl:param name="plot" as="xs:string"/>
    <xsl:apply-templates select="$statistics" mode="m:plot">
      <xsl:with-param name="plot" select="$plot" as="xs:string"/>
    </xsl:apply-templates>
  </xsl:function>

  <!-- A number without more places than a drawing needs. -->
  <xsl:function name="fp:short" as="xs:string">
    <xsl:param name="number" as="xs:double"/>
    <xsl:sequence select="string(round($number, 2))"/>
  </xsl:function>

</xsl:stylesheet>
