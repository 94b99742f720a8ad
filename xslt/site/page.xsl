<?xml version="1.0" encoding="UTF-8"?>
<!-- The frame of every page: head, masthead, main part, foot. -->
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

  <!-- A whole page. Applied to the document; what it shows comes from m:main. -->
  <xsl:mode name="m:page" on-no-match="fail" visibility="public"/>

  <!-- The main part of a page: one rule for a text, one for each kind of page on the edition. -->
  <xsl:mode name="m:main" on-no-match="fail" visibility="public"/>

  <!-- What a page is called: “Chapter 6: The Break”. -->
  <xsl:mode name="m:title" on-no-match="fail" visibility="public"/>

  <!-- The shared document’s root. -->
  <xsl:variable name="f:edition" as="element(p:edition)" select="$shared/p:edition"/>

  <!-- The title of the edition on one line. -->
  <xsl:variable name="f:edition-title" as="xs:string" select="normalize-space($f:edition/p:title)"/>

  <!--
    Nothing but the site's own files: no script or style that a text brings along can run. Not
    every browser takes a file beside the page for the site's own, hence “file:”.
  -->
  <xsl:variable name="fp:policy" as="xs:string" select="
    'default-src ''none''; style-src ''self'' file:; script-src ''self'' file:; '
    || 'img-src ''self'' file:; base-uri ''none''; form-action ''none'''"/>

  <xsl:template match="/" mode="m:page" as="element()">
    <xsl:variable name="title" as="xs:string">
      <xsl:apply-templates select="*" mode="m:title"/>
    </xsl:variable>
    <html>
      <xsl:sequence select="f:language($f:edition), $f:edition/@dir ! fp:direction(.)"/>
      <head>
        <meta charset="utf-8"/>
        <meta http-equiv="Content-Security-Policy" content="{$fp:policy}"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>{distinct-values(($title, $f:edition-title)) => string-join(' – ')}</title>
        <meta name="description" content="{fp:description($title)}"/>
        <meta name="color-scheme" content="light dark"/>
        <xsl:sequence select="fp:links(/*), fp:assets(/*)"/>
      </head>
      <body class="page-{$page} layer-{$layer}" data-light="{f:label('light')}"
        data-dark="{f:label('dark')}" data-filter="{f:label('filter')}">
        <a class="skip" href="#page:main">
          <xsl:sequence select="f:interface()"/>
          <xsl:text>{f:label('skip')}</xsl:text>
        </a>
        <xsl:sequence select="fp:masthead()"/>
        <main id="page:main">
          <xsl:apply-templates select="*" mode="m:main"/>
        </main>
        <xsl:sequence select="fp:foot()"/>
        <xsl:sequence select="f:keys(*)" use-when="$with-apparatus"/>
      </body>
    </html>
  </xsl:template>

  <xsl:function name="fp:direction" as="attribute()">
    <xsl:param name="direction" as="xs:string"/>
    <xsl:attribute name="dir" select="$direction"/>
  </xsl:function>

  <xsl:function name="fp:description" as="xs:string">
    <xsl:param name="title" as="xs:string"/>
    <xsl:variable name="authors" as="xs:string"
      select="$f:edition/p:author ! normalize-space(.) => string-join(', ')"/>
    <xsl:sequence
      select="distinct-values(($title, $authors[. ne ''], $f:edition-title)) => string-join('. ')"/>
  </xsl:function>

  <!-- The page's own address, and the texts before and after it. -->
  <xsl:function name="fp:links" as="element()*">
    <xsl:param name="document" as="element()"/>
    <xsl:if test="$settings?url">
      <link rel="canonical" href="{f:canonical()}"/>
    </xsl:if>
    <xsl:for-each select="$document/self::p:text/(@previous | @next)[. ne '']">
      <link rel="{if (self::attribute(previous)) then 'prev' else 'next'}"
        href="{f:text-address(., $layer)}"/>
    </xsl:for-each>
    <xsl:for-each select="distinct-values(f:licences()/@target)">
      <link rel="license" href="{.}"/>
    </xsl:for-each>
  </xsl:function>

  <!-- The page's address on the web, as edition.toml states the site's. -->
  <xsl:function name="f:canonical" as="xs:string">
    <xsl:sequence
      select="replace($settings?url, '/$', '') || '/' || replace($path, '^index\.html$', '')"/>
  </xsl:function>

  <!-- The words of a licence where they are few, else its address. -->
  <xsl:function name="fp:short" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="address" as="xs:string"/>
    <xsl:sequence select="if (string-length($words) = 1 to 60) then $words else $address"/>
  </xsl:function>

  <!-- Licences in the header that have an address on the web. -->
  <xsl:function name="f:licences" as="element(licence)*">
    <xsl:sequence select="
      $f:edition/p:header/teiHeader/fileDesc/publicationStmt/availability/licence
        [matches(@target, '^https?://')]"/>
  </xsl:function>

  <xsl:function name="fp:assets" as="element()+">
    <xsl:param name="document" as="element()"/>
    <link rel="stylesheet" href="{$f:root}assets/edition.css"/>
    <xsl:if test="$page = 'changes'">
      <link rel="stylesheet" href="{$f:root}assets/changes.css"/>
    </xsl:if>
    <xsl:for-each select="$settings?css?*">
      <link rel="stylesheet" href="{$f:root}assets/{.}"/>
    </xsl:for-each>
    <script src="{$f:root}assets/edition.js"/>
    <xsl:if test="$page = 'changes'">
      <script src="{$f:root}assets/changes.js"/>
    </xsl:if>
    <xsl:if test="$page = 'collation'">
      <script src="{$f:root}assets/witnesses.js"/>
    </xsl:if>
    <xsl:if test="f:has-apparatus($document)">
      <script src="{$f:root}assets/apparatus.js"/>
    </xsl:if>
  </xsl:function>

  <!-- The line at the head of every page: the edition's title and the ways to its parts. -->
  <xsl:function name="fp:masthead" as="element()">
    <header class="masthead">
      <a class="edition" href="{$f:root}index.html">{$f:edition-title}</a>
      <nav aria-label="{f:label('parts')}">
        <xsl:sequence select="f:interface()"/>
        <ul>
          <xsl:sequence select="
            fp:part('home', 'index.html'),
            $f:edition/p:registers/p:register/@kind
              ! fp:part(., substring-after(f:register-address(., ''), $f:root)),
            fp:part('witnesses', 'witnesses.html')[$f:edition/p:witnesses/p:witness],
            fp:part('emendations', 'emendations.html')[$f:edition/p:emendations/p:emendation],
            fp:part('signs', 'signs.html'),
            fp:part('making-short', 'making.html')[$f:has-principles],
            $settings?changes?*[last()] ! fp:part('changes-short', ?path),
            fp:part('about-short', 'about.html')"/>
        </ul>
      </nav>
    </header>
  </xsl:function>

  <xsl:function name="fp:part" as="element()">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="target" as="xs:string"/>
    <li>
      <a href="{$f:root}{$target}">
        <xsl:if test="$target = $path or ($page = 'register' and $key = $kind)
          or ($page = 'changes' and $key = 'changes-short')">
          <xsl:attribute name="aria-current" select="if ($target = $path) then 'page' else 'true'"/>
        </xsl:if>
        <xsl:text>{f:label($key)}</xsl:text>
      </a>
    </li>
  </xsl:function>

  <xsl:function name="fp:foot" as="element()">
    <footer class="foot">
      <p class="cite">
        <xsl:sequence select="f:citation()"/>
      </p>
      <xsl:for-each select="f:licences()[1]">
        <p>
          <xsl:sequence select="f:interface()"/>
          <xsl:text>{f:label('licence')}: </xsl:text>
          <a rel="license" href="{@target}">{fp:short(normalize-space(.), @target)}</a>
        </p>
      </xsl:for-each>
    </footer>
  </xsl:function>

</xsl:stylesheet>
