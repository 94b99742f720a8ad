<?xml version="1.0" encoding="UTF-8"?>
<!-- The keys that a script listens to: “?” opens the list of them (assets/edition.js). -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns="http://www.w3.org/1999/xhtml"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepared"
  xmlns:f="urn:tei-edition:functions"
  xmlns:fp="urn:tei-edition:private">

  <!-- On pages that have such keys: those of texts with an apparatus, and of witnesses. -->
  <xsl:function name="f:keys" as="element()?">
    <xsl:param name="document" as="element()"/>
    <xsl:variable name="of-text" as="xs:boolean" select="exists($document/self::p:text)"/>
    <xsl:if test="f:has-apparatus($document) or $document/self::p:collation">
      <dialog id="page:keys" class="keys" aria-labelledby="page:keys-title">
        <xsl:sequence select="f:interface()"/>
        <h2 id="page:keys-title">{f:label('keys')}</h2>
        <dl>
          <xsl:sequence select="
            fp:key('n', 'next'), fp:key('p', 'previous'),
            fp:key('Esc', 'escape')[$of-text],
            fp:key('← →', 'arrows')[$document/(@previous | @next)[. ne '']],
            fp:key('?', 'help')"/>
        </dl>
        <p>
          <label><input type="checkbox"/> {f:label('keys-on')}</label>
        </p>
        <button type="button">{f:label('strip-hide')}</button>
      </dialog>
    </xsl:if>
  </xsl:function>

  <xsl:function name="fp:key" as="element()+">
    <xsl:param name="sign" as="xs:string"/>
    <xsl:param name="does" as="xs:string"/>
    <dt>
      <kbd>{$sign}</kbd>
    </dt>
    <dd>{f:label('press-' || $does)}</dd>
  </xsl:function>

</xsl:stylesheet>
