"""Sockets and switches, curtains, doors and the washing machine."""

from __future__ import annotations

from bot.sandbox.households.effects import Abandon, Announce, Become, Flip, Later
from bot.sandbox.households.tsl import (
    ERROR,
    ON_OFF,
    Event,
    Member,
    Product,
    Property,
    Service,
    boolean,
    choice,
    date,
    real,
    struct,
    text,
    whole,
)

SOCKET = Product(
    "a1SocketC05",
    "计量插座",
    "SP-16A",
    "Outlet",
    "socket",
    (
        Property("PowerSwitch", "电源开关", ON_OFF, "on_off.on"),
        Property("RealTimePower", "实时功率", real(0, 3500, "W"), "sensor.power", "r"),
        Property(
            "CountDown",
            "倒计时",
            struct(
                Member("IsRunning", "是否运行", boolean("停止", "运行")),
                Member("TimeLeft", "剩余时间", whole(0, 86399, "s")),
                Member("PowerSwitch", "目标状态", ON_OFF),
                Member("Timestamp", "时间戳", text(20)),
            ),
            "struct.CountDown",
        ),
    ),
    chatty=True,
)
WALL_SWITCH = Product(
    "a1Wall2Sw14",
    "双键墙壁开关",
    "WS-2",
    "WallSwitch",
    "switch",
    (
        Property("PowerSwitch_1", "左键", ON_OFF, "toggle.PowerSwitch_1"),
        Property("PowerSwitch_2", "右键", ON_OFF, "toggle.PowerSwitch_2"),
    ),
    services=(
        Service(
            "FlipAll",
            "全部翻转",
            "sync",
            (),
            (Member("PowerSwitch_1", "左键", ON_OFF), Member("PowerSwitch_2", "右键", ON_OFF)),
            (Flip("toggle.PowerSwitch_1"), Flip("toggle.PowerSwitch_2")),
        ),
    ),
    as_text=True,
)
CURTAIN = Product(
    "a1Curtain06",
    "电动窗帘",
    "DT-82",
    "Curtain",
    "openable.curtain",
    (
        Property("CurtainPosition", "窗帘位置", whole(0, 100, "%"), "range.open"),
        Property(
            "CurtainOperation", "窗帘操作", choice(_0="关闭", _1="打开", _2="停止"), "mode.CurtainOperation"
        ),
    ),
    services=(Service("StopMoving", "停止", effects=(Become("mode.CurtainOperation", "2"),)),),
    reactions={"mode.CurtainOperation": {"0": ("range.open", 0), "1": ("range.open", 100)}},
)
DOOR_SENSOR = Product(
    "a1DoorSns10",
    "门窗传感器",
    "DS-02",
    "DoorSensor",
    "sensor.open",
    (
        Property(
            "ContactState",
            "门磁状态",
            boolean("关门", "开门"),
            "event.open",
            "r",
            {"0": "closed", "1": "opened"},
        ),
        Property("BatteryPercentage", "电量", real(0, 100, "%", step=1), "sensor.battery_level", "r"),
    ),
    events=(Event("TamperAlarm", "防拆报警", "alert"),),
)
LOCK = Product(
    "a1DoorLck11",
    "智能门锁",
    "DL-7",
    "SmartDoor",
    "lock",
    (
        Property("LockSwitch", "门锁开关", boolean("开锁", "上锁"), "lock.lock"),
        Property("BatteryPercentage", "电量", real(0, 100, "%", step=1), "sensor.battery_level", "r"),
        Property("Volume", "提示音量", choice(_1="低", _2="中", _3="高"), "mode.Volume"),
    ),
    events=(
        Event(
            "DoorOpenNotification",
            "开门提醒",
            "info",
            (
                Member("KeyID", "钥匙编号", text(64)),
                Member("LockType", "开锁方式", choice(_1="指纹", _2="密码", _3="卡", _4="机械钥匙")),
            ),
        ),
    ),
    announcements={
        "lock.lock": {False: Announce("DoorOpenNotification", {"KeyID": "app", "LockType": 2})},
    },
    spelling="ProductKey",
)
WASHING = (
    Become("sensor.RemainTime", 40),
    Later((Become("sensor.RemainTime", 0), Announce("WashFinished")), seconds=2400),
)
WASHING_MACHINE = Product(
    "a1Washing12",
    "滚筒洗衣机",
    "XQG-100",
    "WashingMachine",
    "washing_machine",
    (
        Property("PowerSwitch", "电源", ON_OFF, "on_off.on"),
        Property(
            "WashMode", "洗涤程序", choice(_1="标准洗", _2="快洗", _5="羊毛", _9="筒自洁"), "mode.program"
        ),
        Property("SpinSpeed", "脱水转速", whole(0, 1400, step=200), "range.SpinSpeed"),
        Property("RemainTime", "剩余时间", whole(0, 600, "min"), "sensor.RemainTime", "r"),
        Property("AppointTime", "预约时间", date(), "date.AppointTime"),
        Property("PanelText", "面板文字", text(24), "text.PanelText"),
        Property("ChildLockSwitch", "童锁", ON_OFF, "toggle.ChildLockSwitch"),
    ),
    services=(
        Service(
            "StartWash",
            "开始洗涤",
            "async",
            (Member("Delay", "延时启动", whole(0, 24, "h")),),
            effects=(Abandon(), Become("on_off.on", True), Later(WASHING, hours="Delay")),
        ),
        Service("PauseWash", "暂停", effects=(Abandon(), Become("sensor.RemainTime", 0))),
        Service(
            "QueryDetergent", "查询洗涤剂余量", "sync", (), (Member("Left", "余量", whole(0, 100, "%")),)
        ),
    ),
    events=(Event("WashFinished", "洗涤完成", "info"), ERROR),
    stringly=True,
)
