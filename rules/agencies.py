"""Kinds of support agency (支援機関). Which of them lift an exclusion is a rule of the honorarium; here are only
their codes and names.
"""

from __future__ import annotations

AGENCY_TYPES = {
    "YOROZU": "よろず支援拠点",
    "SHOKOKAI": "商工会",
    "SHOKOKAI_FEDERATION": "商工会連合会",
    "CCI": "商工会議所",
    "CCI_FEDERATION": "商工会議所連合会",
    "PREF_CHUOKAI": "都道府県中小企業団体中央会",
    "PREF_SHOTENGAI_FEDERATION": "都道府県商店街振興組合連合会",
    "PREF_CENTER": "都道府県等中小企業支援センター",
    "FINANCIAL": "金融機関",
    "NATIONAL_CCI": "日本商工会議所",
    "NATIONAL_CHUOKAI": "全国中小企業団体中央会",
    "SHOTENGAI_UNION": "商店街振興組合",
    "OTHER_ASSOCIATION": "その他の団体",
    "OTHER": "その他",
}
