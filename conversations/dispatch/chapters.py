"""The chapters of a request, in their order."""

CLIENT, CONSULTATION, VISIT, EXPERT = "事業者", "相談内容", "訪問", "専門家"
ORDER = (CLIENT, CONSULTATION, VISIT, EXPERT)
