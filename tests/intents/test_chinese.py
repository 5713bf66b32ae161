"""What Chinese puts elsewhere: exceptions at the end, verbs after their things, what is left unsaid."""

from __future__ import annotations

import pytest

from tests.understanding.phrase_book import Phrase, home
from tests.understanding.saying import answered
from tests.understanding.verdict import verdict


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("所有的灯都关掉，水晶灯除外", "lights-chandelier.on=false"),
        ("除了水晶灯以外灯都关掉", "lights-chandelier.on=false"),
        ("除了台灯把楼上的灯都关了", "lights@upstairs-desk_lamp.on=false"),
        ("除了台灯楼上的灯都关了", "lights@upstairs-desk_lamp.on=false"),
        ("除了台灯、壁灯都关了", "all-desk_lamp-hall_light.on=false"),
        ("家里的灯除了儿童房全部关掉", "lights-moon.on=false"),
        ("所有的灯都关掉台灯除外", "lights-desk_lamp.on=false"),
        ("不是让你开空调", "not_understood"),
        ("打开风扇 >> 摇头", "fan.oscillation=true"),
        ("打开灯带 >> 蓝的", "strip.color=240"),
        ("打开咖啡机 >> 蓝的", "not_understood"),
        ("打开空调 >> 那就除湿吧", "ac.thermostat=dry"),
        ("小黑开始打扫 >> 暂停 >> 继续", "vacuum.resume=none"),
        ("开灯 >> 楼下的", "lights@downstairs.on=true"),
        ("开灯 >> 都开", "lights.on=true"),
        ("开灯 >> 台灯", "desk_lamp.on=true"),
        ("空调制冷高风", "ac.thermostat=cool;ac.fan_speed=high"),
        ("空调制冷二十四度高风", "ac.thermostat=cool;ac.temperature=24;ac.fan_speed=high"),
        ("晚上十点关空调 >> 改到十一点", "ac.on=false @at:23T23:00"),
        ("晚上十点关空调 >> 还是十一点吧", "ac.on=false @at:23T23:00"),
        ("十分钟后关空调 >> 改成二十分钟后", "ac.on=false @in:1200"),
        ("打开空调 >> 改到十一点", "not_understood"),
        ("窗帘全打开", "curtain.open=100"),
        ("灯全打开", "lights.on=true"),
        ("明早八点打开空调 >> 不对 九点", "ac.on=true @at:24T09:00"),
        ("音箱声音小了点", "speaker.volume+"),
        ("音箱声音调小了点", "speaker.volume-"),
        ("空调调低了点", "ac.temperature-"),
        ("水晶灯弄暗了点", "chandelier.brightness-"),
        ("抽油烟机风速最大", "hood.fan_speed=high"),
        ("音箱放下一首", "speaker.next_track=none"),
        ("电视打开 >> 关错了", "tv.on=true or tv.on=false"),
        ("关灯 >> 客厅的", "chandelier.on=false;strip.on=false"),
        ("空调开26", "ac.temperature=26"),
        ("我回家了", "not_understood"),
        ("帮我盯着洗衣机", "manage:watch"),
        ("洗衣机帮我盯着点", "manage:watch"),
        ("留意下卧室窗户 一开就通知我", "manage:watch"),
        ("儿童房要是低于20度告诉我一声", "manage:watch"),
        ("dakai kongtiao", "ac.on=true"),
        ("把 taideng 打开", "desk_lamp.on=true"),
        ("kongtiao tiaodao ershiliudu", "ac.temperature=26"),
        ("bie guan deng", "not_understood"),
        ("hello my friend", "manage:hello or not_understood"),
        ("打开洗碗机吧", "not_found"),
        ("打开客厅的灯 >> 都关了", "chandelier.on=false;strip.on=false"),
        ("打开风扇和空调 >> 都关掉吧", "fan.on=false;ac.on=false"),
        ("车库门升一半", "gate.open=50"),
        ("每晚十一点锁门", "front_door.lock=true @every:0 23 * * *"),
        ("风扇别摇头了", "fan.oscillation=false"),
        ("留着壁灯 一楼其他灯都关了", "lights@downstairs-hall_light.on=false"),
        ("打开左床头灯 >> 不是这个 是右边的", "right_lamp.on=true"),
        ("启动一下离家", "scene:leaving"),
        ("楼上的灯都关掉", "lights@upstairs.on=false"),
        ("关水晶灯 说错了 关灯带", "strip.on=false"),
        ("不用开空调了，开风扇吧", "fan.on=true"),
        ("空调关掉风扇打开", "ac.on=false;fan.on=true"),
        ("加湿器开一个小时就关", "humidifier.on=true @for:3600"),
        ("客厅灯关掉 >> 书房的也关", "desk_lamp.on=false"),
        ("打开热水器", "not_found"),
        ("水烧开了", "not_understood"),
    ],
)
def test_a_sentence_is_read_as_it_is_meant_in_chinese(said: str, expected: str) -> None:
    phrase = Phrase("zh", "here", "house", tuple(said.split(" >> ")), expected)
    house = home("zh", "house")
    found = verdict(phrase, answered(phrase), house)
    assert found.right
    assert not found.harmful
