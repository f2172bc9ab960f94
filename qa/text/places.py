"""Countries and states by name, to tell one kind of place from another. Folded to lower case."""

COUNTRIES = frozenset(
    " ".join(name.split())
    for name in """
afghanistan, albania, algeria, andorra, angola, antigua and barbuda, argentina, armenia,
australia, austria, azerbaijan, bahamas, bahrain, bangladesh, barbados, belarus, belgium, belize,
benin, bhutan, bolivia, bosnia, bosnia and herzegovina, botswana, brazil, brunei, bulgaria,
burkina faso, burma, burundi, cambodia, cameroon, canada, cape verde, central african republic,
chad, chile, china, colombia, comoros, congo, costa rica, croatia, cuba, cyprus, czech republic,
czechia, denmark, djibouti, dominica, dominican republic, east timor, ecuador, egypt, el salvador,
england, equatorial guinea, eritrea, estonia, eswatini, ethiopia, fiji, finland, france, gabon,
gambia, georgia, germany, ghana, great britain, britain, greece, greenland, grenada, guatemala,
guinea, guinea-bissau, guyana, haiti, holland, honduras, hong kong, hungary, iceland, india,
indonesia, iran, iraq, ireland, israel, italy, ivory coast, jamaica, japan, jordan, kazakhstan,
kenya, kiribati, kosovo, kuwait, kyrgyzstan, laos, latvia, lebanon, lesotho, liberia, libya,
liechtenstein, lithuania, luxembourg, macedonia, north macedonia, madagascar, malawi, malaysia,
maldives, mali, malta, mauritania, mauritius, mexico, micronesia, moldova, monaco, mongolia,
montenegro, morocco, mozambique, myanmar, namibia, nauru, nepal, netherlands, new zealand,
nicaragua, niger, nigeria, north korea, northern ireland, norway, oman, pakistan, palau,
palestine, panama, papua new guinea, paraguay, peru, philippines, poland, portugal, qatar,
romania, russia, rwanda, samoa, san marino, saudi arabia, scotland, senegal, serbia, seychelles,
sierra leone, singapore, slovakia, slovenia, solomon islands, somalia, south africa, south korea,
south sudan, soviet union, spain, sri lanka, sudan, suriname, swaziland, sweden, switzerland,
syria, taiwan, tajikistan, tanzania, thailand, tibet, togo, tonga, trinidad and tobago, tunisia,
turkey, turkmenistan, tuvalu, u.a.e., uae, uganda, ukraine, united arab emirates, united kingdom,
u.k., uk, united states, u.s., us, u.s.a., usa, america, uruguay, uzbekistan, vanuatu, vatican,
venezuela, vietnam, wales, west germany, east germany, yemen, yugoslavia, zambia,
zimbabwe, zaire""".split(",")
)

STATES = frozenset(
    " ".join(name.split())
    for name in """
alabama, alaska, arizona, arkansas, california, colorado, connecticut, delaware, florida, georgia,
hawaii, idaho, illinois, indiana, iowa, kansas, kentucky, louisiana, maine, maryland,
massachusetts, michigan, minnesota, mississippi, missouri, montana, nebraska, nevada, new
hampshire, new jersey, new mexico, new york, north carolina, north dakota, ohio, oklahoma, oregon,
pennsylvania, rhode island, south carolina, south dakota, tennessee, texas, utah, vermont,
virginia, washington, west virginia, wisconsin, wyoming, new south wales, queensland, south
australia, tasmania, victoria, western australia, northern territory, andhra pradesh, arunachal
pradesh, assam, bihar, chhattisgarh, goa, gujarat, haryana, himachal pradesh, jharkhand,
karnataka, kerala, madhya pradesh, maharashtra, manipur, meghalaya, mizoram, nagaland, odisha,
punjab, rajasthan, sikkim, tamil nadu, telangana, tripura, uttar pradesh, uttarakhand, west
bengal, bavaria, baden-württemberg, brandenburg, hesse, lower saxony, mecklenburg-vorpommern,
north rhine-westphalia, rhineland-palatinate, saarland, saxony, saxony-anhalt, schleswig-holstein,
thuringia, bahia, sao paulo, minas gerais, amazonas, para, parana, chihuahua, sonora, sinaloa,
jalisco, oaxaca, chiapas, guerrero, michoacan, tamaulipas, veracruz, lagos, kano, borno, rivers,
rakhine, shan, kachin""".split(",")
)

# Names that a city shares with a country or a state.
CITIES_TOO = frozenset(
    " ".join(name.split())
    for name in """
new york, washington, singapore, luxembourg, monaco, kuwait, panama, mexico, guatemala, djibouti,
san marino, vatican, hong kong, lagos, kano, sao paulo, oaxaca, chihuahua, veracruz, victoria,
brandenburg""".split(",")
)
