/** Words that are distinguishable over engine noise: first a place, then an animal; 32 of each. */
export const FIRST_WORDS: readonly string[] =
  `青山 大海 白云 红日 春雨 雪原 竹林 古桥 石塔 长城 草原 沙漠 湖光 瀑布 田野 松涛
   晚霞 晨雾 星空 冰川 花园 小巷 灯塔 渔村 果园 茶山 彩虹 月色 峡谷 森林 港湾 麦浪`.split(/\s+/)

export const SECOND_WORDS: readonly string[] =
  `白鹭 黄牛 骏马 熊猫 老虎 喜鹊 鲤鱼 海豚 孔雀 麋鹿 骆驼 猴子 公鸡 山羊 大象 燕子
   松鼠 企鹅 蝴蝶 青蛙 蜜蜂 乌龟 狮子 刺猬 天鹅 鹦鹉 小羊 斑马 雄鹰 河马 鸳鸯 蜻蜓`.split(/\s+/)
