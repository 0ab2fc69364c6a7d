"""Invented letters: one trouble in the words of several people, the same words about another place, another trouble."""

SMOKE = {
    "title": "纸鸢里小区楼下烧烤店油烟扰民",
    "body": "我家住在东渡区纸鸢里小区三号楼，一楼的烧烤店没有烟道，油烟直接排到楼上，每天营业到凌晨两点，孩子咳嗽不停，请责令停业整改。",
}
# Sent again, with a greeting.
SMOKE_SENT_AGAIN = SMOKE | {"body": "您好！" + SMOKE["body"] + "谢谢。"}
SMOKE_BY_A_NEIGHBOUR = {
    "title": "投诉纸鸢里小区门面烧烤店油烟直排",
    "body": "纸鸢里小区三号楼底层那家烧烤店天天营业到半夜，油烟直接排进楼上住户家里，家里老人喘不过气，请取缔或者装烟道。",
}
SMOKE_ELSEWHERE = {name: text.replace("纸鸢里", "翠鸟湾") for name, text in SMOKE.items()}
LIFT = {
    "title": "云梯家园七号楼电梯停运",
    "body": "云梯家园七号楼的电梯坏了两个月没有修好，住在十二层的病人下不了楼，物业说维修资金不够。",
}
