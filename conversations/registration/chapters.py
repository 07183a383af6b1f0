"""The five chapters of the profile, in the order they are asked: who is not eligible learns it early."""

REQUIREMENT = "登録要件"
PERSON = "ご本人"
ACTIVITY = "活動と略歴"
PAPERS = "写真と書類"
ACCOUNT = "謝金の振込口座"

ORDER = (REQUIREMENT, PERSON, ACTIVITY, PAPERS, ACCOUNT)
